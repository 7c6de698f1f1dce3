package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.sluice.sandbox.SandboxOptions.Part;
import io.sluice.sandbox.process.Child;
import io.sluice.sandbox.process.PartFailedException;
import io.sluice.sandbox.process.ProcessList;
import io.sluice.sandbox.service.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxIT {

    @TempDir Path folder;

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    @Test
    void leaves_no_process_behind_and_refuses_a_second_one_in_its_folder() {
        List<Child> children;
        try (var sandbox = Sandbox.start(platformOnly())) {
            children = sandbox.children();
            assertThat(children)
                    .extracting(Child::name)
                    .contains("etcd", "kube-apiserver", "kafka");
            assertThat(sandbox.dead()).isEmpty();
            assertThat(ProcessList.in(folder.resolve("work")).runningSandbox())
                    .contains(ProcessHandle.current().pid());
            assertThatThrownBy(() -> Sandbox.start(platformOnly()))
                    .hasMessageContaining("a sandbox runs already");
            assertThat(sandbox.dead()).isEmpty();
        }
        assertThat(children).noneMatch(Child::isAlive);
        assertThat(folder.resolve("work/processes")).doesNotExist();
        assertThat(lines).anyMatch(line -> line.startsWith("kafka"));
    }

    @Test
    void names_the_part_that_does_not_start_and_stops_the_others() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var options = platformOnly().withPort(Part.API_SERVER, taken.getLocalPort());
            assertThatThrownBy(() -> Sandbox.start(options))
                    .isInstanceOf(PartFailedException.class)
                    .hasMessageContaining("kube-apiserver ended with exit code 1")
                    .hasMessageContaining("address already in use");
        }
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void quotes_the_log_of_a_service_that_does_not_start() throws Exception {
        Path jar = Files.createDirectories(Service.RENDERER.jar(folder).getParent());
        Files.writeString(jar.resolve("quarkus-run.jar"), "not a jar");
        var options =
                SandboxOptions.of(folder)
                        .in(folder.resolve("work"))
                        .withServices(EnumSet.of(Service.RENDERER));
        assertThatThrownBy(() -> Sandbox.start(options))
                .isInstanceOf(PartFailedException.class)
                .hasMessageContaining("renderer ended with exit code 1")
                .hasMessageContaining("corrupt jarfile");
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void gives_each_service_the_account_and_the_rights_that_deploy_names() {
        try (var sandbox = Sandbox.start(platformOnly())) {
            var client = sandbox.cluster().client();
            assertThat(client.serviceAccounts().inNamespace("sluice-system").list().getItems())
                    .extracting(account -> account.getMetadata().getName())
                    .containsExactly("sluice-renderer");
            assertThat(
                            client.rbac()
                                    .roleBindings()
                                    .inNamespace("sluice-system")
                                    .withName("sluice-renderer")
                                    .get()
                                    .getSubjects())
                    .extracting(Subject::getNamespace)
                    .containsExactly("sluice-system");
            assertThat(client.apps().deployments().inAnyNamespace().list().getItems()).isEmpty();
        }
    }

    @BeforeEach
    void deployment() throws IOException {
        Path base = Files.createDirectories(folder.resolve("deploy/base"));
        Files.writeString(
                base.resolve("kustomization.yaml"),
                """
                namespace: sluice-system
                resources: [all.yaml]
                """);
        Files.writeString(
                base.resolve("all.yaml"),
                """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: sluice-renderer}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
                subjects: [{kind: ServiceAccount, name: sluice-renderer}]
                ---
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: sluice-renderer}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: sluice-renderer}
                spec:
                  selector: {matchLabels: {app: renderer}}
                  template:
                    metadata: {labels: {app: renderer}}
                    spec: {containers: [{name: manager, image: renderer}]}
                ---
                apiVersion: v1
                kind: Namespace
                metadata: {name: sluice-system}
                """);
    }

    private SandboxOptions platformOnly() {
        return SandboxOptions.of(folder)
                .in(folder.resolve("work"))
                .withServices(EnumSet.noneOf(Service.class))
                .reportingTo(lines::add);
    }
}

package io.sluice.renderer.remote;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Which addresses may be spoken with.
///
/// A kustomization is written by a tenant, so it must not reach what only this process can reach:
/// the cluster's own services, the node, the cloud's metadata.
final class Addresses {

    /// Finds the addresses of a host.
    interface Names {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final Set<String> allowed;
    private final Names names;

    /// @param allowed hosts that may be private all the same
    Addresses(Set<String> allowed, Names names) {
        this.names = names;
        this.allowed =
                allowed.stream().map(h -> h.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    /// Refuses a URL that is not over HTTP, or that leads to an address nobody outside can reach.
    ///
    /// @throws IOException with words for the user
    void check(URI url) throws IOException {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IOException(
                    "only http:// and https:// are supported for remote bases, not " + scheme);
        }
        String host = url.getHost();
        if (host == null || host.isEmpty()) {
            throw new IOException("there is no host in the URL");
        }
        lookUp(host);
    }

    /// The addresses of a host, all of which may be spoken with.
    ///
    /// @throws IOException with words for the user if one of them may not
    InetAddress[] lookUp(String host) throws IOException {
        InetAddress[] addresses;
        try {
            addresses = names.addresses(host);
        } catch (UnknownHostException e) {
            throw new IOException("the host " + host + " is not known", e);
        }
        if (allowed.contains(host.toLowerCase(Locale.ROOT))) {
            return addresses;
        }
        for (InetAddress address : addresses) {
            if (isInside(address)) {
                throw new IOException(
                        ("the host %s has the private address %s; remote bases may only be public,"
                                        + " or named in SLUICE_RENDERER_PRIVATE_REMOTE_HOSTS")
                                .formatted(host, address.getHostAddress()));
            }
        }
        return addresses;
    }

    static boolean isInside(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || (address instanceof Inet4Address
                        ? isInside4(address.getAddress())
                        : isInside6(address.getAddress()));
    }

    /// This network, carriers' shared addresses, benchmarks, reserved and broadcast.
    private static boolean isInside4(byte[] bytes) {
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        return first == 0
                || first >= 240
                || (first == 100 && second >= 64 && second < 128)
                || (first == 192 && second == 0 && bytes[2] == 0)
                || (first == 198 && (second == 18 || second == 19));
    }

    /// Unique local addresses, and those that stand for an IPv4 address through a translator.
    private static boolean isInside6(byte[] bytes) {
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        return (first & 0xFE) == 0xFC
                || (first == 0x00 && second == 0x64)
                || (first == 0x20 && second == 0x02)
                || (first == 0x20 && second == 0x01 && bytes[2] == 0 && bytes[3] == 0)
                || first == 0x00;
    }
}

// Builds per second of the Go library, in-process, warm, from files in memory.
// Arguments: a folder, the directory in it to build, seconds to measure, goroutines.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

func main() {
	folder, path := os.Args[1], os.Args[2]
	seconds, _ := strconv.ParseFloat(os.Args[3], 64)
	workers, _ := strconv.Atoi(os.Args[4])
	memory := filesys.MakeFsInMemory()
	err := filepath.Walk(folder, func(name string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		bytes, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		relative, _ := filepath.Rel(folder, name)
		return memory.WriteFile("/"+relative, bytes)
	})
	if err != nil {
		panic(err)
	}
	build := func() {
		result, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(memory, path)
		if err != nil {
			panic(err)
		}
		if _, err := result.AsYaml(); err != nil {
			panic(err)
		}
	}
	build()
	began := time.Now()
	counts := make([]int, workers)
	var group sync.WaitGroup
	for worker := range counts {
		group.Add(1)
		go func() {
			defer group.Done()
			for time.Since(began).Seconds() < seconds {
				build()
				counts[worker]++
			}
		}()
	}
	group.Wait()
	total := 0
	for _, count := range counts {
		total += count
	}
	fmt.Printf("%.2f\n", float64(total)/time.Since(began).Seconds())
}

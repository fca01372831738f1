// An auditor's check of the log with other people's tools: nothing here is ours but the reading of addresses. Signed
// notes, tiles, and proofs are those of golang.org/x/mod/sumdb, which the Go project verifies its module checksums with.
//
//	log-verifier -key NAME+ID+KEY [-older FILE ...] [-proofs FOLDER] [-count 1000] FOLDER
//
// FOLDER holds a log in the layout of https://c2sp.org/tlog-tiles; each FILE an earlier checkpoint of the same log.
package main

import (
	"encoding/base64"
	"encoding/binary"
	"flag"
	"fmt"
	"log"
	"math/rand"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const tileHeight = 8

type files []string

func (f *files) String() string         { return strings.Join(*f, " ") }
func (f *files) Set(value string) error { *f = append(*f, value); return nil }

// openCheckpoint checks the note's signature and reads the three lines of a checkpoint.
func openCheckpoint(file string, verifiers note.Verifiers) tlog.Tree {
	signed, err := os.ReadFile(file)
	if err != nil {
		log.Fatal(err)
	}
	opened, err := note.Open(signed, verifiers)
	if err != nil {
		log.Fatalf("%s: %v", file, err)
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 {
		log.Fatalf("%s: a checkpoint has three lines", file)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		log.Fatalf("%s: %v", file, err)
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		log.Fatalf("%s: the root is no hash", file)
	}
	tree := tlog.Tree{N: size}
	copy(tree.Hash[:], root)
	return tree
}

// tileReader finds the library's tiles where the layout has them: without the height, which is always eight.
type tileReader struct{ folder string }

func (r tileReader) Height() int                                { return tileHeight }
func (r tileReader) SaveTiles(tiles []tlog.Tile, data [][]byte) {}
func (r tileReader) ReadTiles(tiles []tlog.Tile) (data [][]byte, err error) {
	for _, tile := range tiles {
		path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", tileHeight), "tile/", 1)
		bytes, err := os.ReadFile(filepath.Join(r.folder, path))
		if err != nil {
			return nil, err
		}
		data = append(data, bytes)
	}
	return data, nil
}

// leafAt reads one entry out of its bundle.
func leafAt(folder string, index int64, size int64) []byte {
	n := index >> tileHeight
	width := size - n<<tileHeight
	tile := tlog.Tile{H: tileHeight, L: -1, N: n, W: 1 << tileHeight}
	if width < 1<<tileHeight {
		tile.W = int(width)
	}
	path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/data/", tileHeight), "tile/entries/", 1)
	bundle, err := os.ReadFile(filepath.Join(folder, path))
	if err != nil {
		log.Fatal(err)
	}
	for at := n << tileHeight; ; at++ {
		length := int(binary.BigEndian.Uint16(bundle))
		if at == index {
			return bundle[2 : 2+length]
		}
		bundle = bundle[2+length:]
	}
}

// checkProofFile checks one of the desk's own .tlog-proof files against the entry it is for.
func checkProofFile(file string, folder string, newest tlog.Tree, verifiers note.Verifiers) {
	text, err := os.ReadFile(file)
	if err != nil {
		log.Fatal(err)
	}
	parts := strings.SplitN(string(text), "\n\n", 2)
	head := strings.Split(parts[0], "\n")
	if len(parts) != 2 || head[0] != "c2sp.org/tlog-proof@v1" || !strings.HasPrefix(head[1], "index ") {
		log.Fatalf("%s: no proof file", file)
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(head[1], "index "), 10, 64)
	if err != nil {
		log.Fatalf("%s: %v", file, err)
	}
	var proof tlog.RecordProof
	for _, line := range head[2:] {
		var hash tlog.Hash
		bytes, err := base64.StdEncoding.DecodeString(line)
		if err != nil || len(bytes) != tlog.HashSize {
			log.Fatalf("%s: %q is no hash", file, line)
		}
		copy(hash[:], bytes)
		proof = append(proof, hash)
	}
	checkpoint := file + ".checkpoint"
	if err := os.WriteFile(checkpoint, []byte(parts[1]), 0o600); err != nil {
		log.Fatal(err)
	}
	tree := openCheckpoint(checkpoint, verifiers)
	if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(leafAt(folder, index, newest.N))); err != nil {
		log.Fatalf("%s: %v", file, err)
	}
}

func main() {
	log.SetFlags(0)
	var older files
	key := flag.String("key", "", "the log's verifier key")
	count := flag.Int("count", 1000, "how many entries to prove")
	proofs := flag.String("proofs", "", "a folder of .tlog-proof files")
	flag.Var(&older, "older", "an earlier checkpoint; may be given several times")
	flag.Parse()
	verifier, err := note.NewVerifier(*key)
	if err != nil {
		log.Fatal(err)
	}
	verifiers := note.VerifierList(verifier)
	folder := flag.Arg(0)
	tree := openCheckpoint(filepath.Join(folder, "checkpoint"), verifiers)
	hashes := tlog.TileHashReader(tree, tileReader{folder})

	for done := 0; done < *count; done++ {
		index := rand.Int63n(tree.N)
		proof, err := tlog.ProveRecord(tree.N, index, hashes)
		if err != nil {
			log.Fatalf("entry %d: %v", index, err)
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(leafAt(folder, index, tree.N))); err != nil {
			log.Fatalf("entry %d: %v", index, err)
		}
	}
	for _, file := range older {
		before := openCheckpoint(file, verifiers)
		proof, err := tlog.ProveTree(tree.N, before.N, hashes)
		if err != nil {
			log.Fatalf("%s: %v", file, err)
		}
		if err := tlog.CheckTree(proof, tree.N, tree.Hash, before.N, before.Hash); err != nil {
			log.Fatalf("%s: %v", file, err)
		}
	}
	own := 0
	if *proofs != "" {
		found, _ := filepath.Glob(filepath.Join(*proofs, "*.tlog-proof"))
		for _, file := range found {
			checkProofFile(file, folder, tree, verifiers)
			own++
		}
	}
	fmt.Printf("%d entries: signature good, %d inclusion proofs, %d proof files, consistent with %d earlier checkpoints\n", tree.N, *count, own, len(older))
}

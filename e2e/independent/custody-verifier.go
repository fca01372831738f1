// An investigator's check of the chain of custody in an opened package, with other people's tools and without the desk,
// its log or a network: signed notes and proofs are those of golang.org/x/mod/sumdb.
//
//	custody-verifier [-key NAME+ID+KEY] FOLDER
//
// FOLDER is the bag, with data/custody.jsonl, data/proofs, data/checkpoint.txt and data/log-key.txt. Without a key that
// was given another way the one in the package is believed.
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type entry struct {
	Event    string  `json:"event"`
	At       string  `json:"at"`
	Actor    string  `json:"actor"`
	Action   string  `json:"action"`
	Index    int64   `json:"index"`
	LeafHash string  `json:"leafHash"`
	Leaf     *string `json:"leaf"`
}

// leaf is what the log itself has of an event, as far as a line of the custody log repeats it.
type leaf struct {
	At     string `json:"at"`
	ID     string `json:"id"`
	Action string `json:"action"`
	Actor  struct {
		Name string `json:"name"`
	} `json:"actor"`
}

func read(parts ...string) []byte {
	text, err := os.ReadFile(filepath.Join(parts...))
	if err != nil {
		log.Fatal(err)
	}
	return text
}

func hashOf(what string, encoded string) (hash tlog.Hash) {
	decoded, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil || len(decoded) != tlog.HashSize {
		log.Fatalf("%s: %q is no hash", what, encoded)
	}
	copy(hash[:], decoded)
	return hash
}

// openCheckpoint checks the note's signature and reads the three lines of a checkpoint.
func openCheckpoint(signed []byte, verifiers note.Verifiers) tlog.Tree {
	opened, err := note.Open(signed, verifiers)
	if err != nil {
		log.Fatalf("checkpoint: %v", err)
	}
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || len(lines) != 4 {
		log.Fatal("checkpoint: it has not three lines")
	}
	return tlog.Tree{N: size, Hash: hashOf("checkpoint", lines[2])}
}

// check holds one line against its proof file: the entry's words give its hash, and the hash stands in the tree.
func check(line entry, proofFile []byte, checkpoint []byte, tree tlog.Tree) {
	hash := hashOf(line.Event, line.LeafHash)
	if line.Leaf != nil {
		if tlog.RecordHash([]byte(*line.Leaf)) != hash {
			log.Fatalf("%s: the entry does not give its hash", line.Event)
		}
		var said leaf
		if err := json.Unmarshal([]byte(*line.Leaf), &said); err != nil {
			log.Fatalf("%s: %v", line.Event, err)
		}
		if said.ID != line.Event || said.At != line.At || said.Action != line.Action || said.Actor.Name != line.Actor {
			log.Fatalf("%s: the line says something else than the entry", line.Event)
		}
	}
	parts := bytes.SplitN(proofFile, []byte("\n\n"), 2)
	head := strings.Split(string(parts[0]), "\n")
	if len(parts) != 2 || head[0] != "c2sp.org/tlog-proof@v1" || head[1] != fmt.Sprintf("index %d", line.Index) {
		log.Fatalf("%s: no proof of index %d", line.Event, line.Index)
	}
	if !bytes.Equal(parts[1], checkpoint) {
		log.Fatalf("%s: its proof leads to another checkpoint", line.Event)
	}
	var proof tlog.RecordProof
	for _, text := range head[2:] {
		proof = append(proof, hashOf(line.Event, text))
	}
	if err := tlog.CheckRecord(proof, tree.N, tree.Hash, line.Index, hash); err != nil {
		log.Fatalf("%s: %v", line.Event, err)
	}
}

func main() {
	log.SetFlags(0)
	key := flag.String("key", "", "the log's verifier key")
	flag.Parse()
	data := filepath.Join(flag.Arg(0), "data")
	if *key == "" {
		*key = strings.TrimSpace(string(read(data, "log-key.txt")))
	}
	verifier, err := note.NewVerifier(*key)
	if err != nil {
		log.Fatal(err)
	}
	checkpoint := read(data, "checkpoint.txt")
	tree := openCheckpoint(checkpoint, note.VerifierList(verifier))

	entries, withheld := 0, 0
	lines := bufio.NewScanner(bytes.NewReader(read(data, "custody.jsonl")))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var line entry
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			log.Fatalf("custody.jsonl: %v", err)
		}
		check(line, read(data, "proofs", filepath.Base(line.Event)+".tlog-proof"), checkpoint, tree)
		entries++
		if line.Leaf == nil {
			withheld++
		}
	}
	proofs, err := os.ReadDir(filepath.Join(data, "proofs"))
	if err != nil || len(proofs) != entries {
		log.Fatalf("%d proofs for %d entries", len(proofs), entries)
	}
	fmt.Printf("%d entries of custody, each in the log of %d by its proof; of %d the hash alone is here\n", entries, tree.N, withheld)
}

import SyncRules
import TestSupport
import Testing

@testable import SyncEngine

@Suite("Keys that are written in pieces")
struct KeyPiecesTests {
    private let digest: EntryDigest
    private let spaces: MemorySpaces

    init() throws {
        digest = try #require(EntryDigest(key: Array(0..<16)))
        spaces = MemorySpaces(spaces: [:], metaverse: [], images: [], digest: digest)
    }

    @Test(
        "keys come back as they were given, in whatever pieces they were written",
        arguments: [[], [5], [65_536], [65_537], [30_000, 0, 35_536, 1], [3, 200_000, 7, 0, 131_072]]
    )
    func pieces(_ counts: [Int]) throws {
        var random = SeededGenerator(seed: UInt64(counts.count))
        var whole = KeyLists()
        var lists = KeyLists()
        var pieces = KeyPieces("given", digest)
        for count in counts {
            try pieces.spill(&lists, to: spaces)
            for _ in 0..<count {
                let key = UInt64.random(in: .min ... .max, using: &random)
                whole.add(key)
                lists.add(key)
            }
            whole.close()
            lists.close()
            let last = Array(lists[lists.count - 1])
            #expect(last == Array(whole[whole.count - 1]))
        }
        try pieces.spill(&lists, to: spaces)
        #expect(lists.keys.count <= KeyPieces.size)
        #expect(lists.ends == whole.ends)
        let reader = KeyReader(lists, "given", spaces)
        for object in counts.indices {
            #expect(reader.places(of: object) == whole.places(of: object))
            let keys = try reader.places(of: object).map { try reader.key($0) }
            #expect(keys == Array(whole[object]))
        }
        try pieces.finish(&lists, to: spaces)
        #expect(pieces.sum == whole.keys.withUnsafeBytes { PartWriter.sum($0, digest) })
        var written: [UInt64] = []
        for piece in 0..<max(1, (whole.keys.count + KeyPieces.size - 1) / KeyPieces.size) {
            try spaces.lend("given", piece: piece) { written += RunMemory.numbers($0) as [UInt64] }
        }
        #expect(written == whole.keys)
        #expect(throws: SyncEngineError.self) { try spaces.lend("references", piece: 0) { _ in } }
    }
}

import Directory
import SQLiteStore
import SyncEngine
import SyncRules
import Testing

@Suite("What is written back to forests")
struct WriteBackTests {
    private let forest: WrittenForest
    private static let connector = NewStore.connector

    init() throws { forest = try WrittenForest() }

    private var store: WorkspaceStore { forest.store }

    private func waiting() async throws -> [String: Int] { try await store.writeBackCounts(of: Self.connector) }

    private func unconfirmed() async throws -> Int { try await store.unconfirmedWriteBacks(of: Self.connector) }

    @Test("it waits until it is written to the copy, and again where it did not come back or is another")
    func states() async throws {
        try await forest.read([forest.object("a", ["mail": "m"]), forest.object("b")])
        let wanted = try forest.wanted(["mail": "n"])
        for _ in 0..<2 {
            try await forest.put(wanted, of: "a")
            #expect(try await waiting() == ["user": 1])
        }
        try await forest.put(wanted, of: "b")
        let all = try await store.writeBacks(of: Self.connector, after: 0, limit: 10)
        #expect(all.map(\.object.entry.dn) == ["CN=a,DC=a", "CN=b,DC=a"] && all.map(\.change) == [wanted, wanted])
        #expect(try await store.writeBacks(of: Self.connector, after: 0, limit: 1) == [all[0]])
        #expect(try await store.writeBacks(of: Self.connector, after: all[0].number, limit: 10) == [all[1]])
        #expect(try await store.writeBackCounts(of: .tenant).isEmpty)
        try await forest.put(nil, of: "b")
        let (one, other) = (all[0].object.identity, all[1].object.identity)
        #expect(try await store.isWriteBackWaiting(to: one))
        #expect(try await !store.isWriteBackWaiting(to: other))

        #expect(try await store.writeBack(to: Self.connector) == 1)
        #expect(try await store.writeBack(to: Self.connector) == 0)
        #expect(try await !store.isWriteBackWaiting(to: one))
        #expect(try await store.writeBack(to: one) == wanted)
        try await forest.put(wanted, of: "a")
        #expect(try await waiting().isEmpty)
        #expect(try await unconfirmed() == 1)
        // Nothing but an import changes a connector space.
        #expect(try await forest.values("mail") == ["a": ["m"], "b": []])

        try await forest.read([forest.object("a", ["mail": "m"]), forest.object("b")])
        #expect(try await unconfirmed() == 0)
        #expect(try await waiting().isEmpty)
        try await forest.put(wanted, of: "a")
        #expect(try await waiting() == ["user": 1])

        try await forest.write(forest.wanted(["mail": "o"]), to: "a")
        try await forest.put(forest.wanted(["mail": "o"], merged: ["mail"]), of: "a")
        #expect(try await waiting() == ["user": 1])
        try await forest.put(nil, of: "a")
        #expect(try await store.synchronize { try $0.writeBacks(of: Self.connector) }.isEmpty)
    }

    @Test("a synchronization finds what was worked out last, written or not")
    func found() async throws {
        try await forest.read([forest.object("a"), forest.object("b")])
        let wanted = try forest.wanted(["mail": "n"], emptied: ["title"], merged: ["mail"])
        try await forest.write(wanted, to: "b")
        let numbers = try await store.synchronize { try $0.writeBacks(of: Self.connector) }
        #expect(numbers == [2])
        for (number, expected) in [(1, nil), (2, wanted), (3, nil)] as [(Int64, WriteBack?)] {
            #expect(try await store.synchronize { try $0.writeBack(of: number) } == expected)
        }
    }

    @Test("an import reads the copy, and a second one finds it as it is", arguments: WrittenForest.Reading.allCases)
    func read(_ reading: WrittenForest.Reading) async throws {
        let objects = [
            try forest.object("a", ["mail": "m", "title": "Buyer"]), try forest.object("b", ["mail": "m"]),
        ]
        try await forest.read(objects)
        try await forest.write(forest.wanted(["mail": "n", "company": "c"], emptied: ["title"]), to: "a")
        let first = try await forest.read(objects, reading)
        #expect(first.updated == 1 && first.unchanged == 1)
        #expect(try await forest.values("mail") == ["a": ["n"], "b": ["m"]])
        #expect(try await forest.values("title") == ["a": [], "b": []])
        #expect(try await forest.values("company") == ["a": ["c"], "b": []])
        #expect(try await unconfirmed() == 0)
        for reading in WrittenForest.Reading.allCases {
            #expect(try await forest.read(objects, reading).updated == 0)
        }
    }

    @Test("an import of changes reads what was written to objects that nothing is told of, once")
    func untold() async throws {
        let objects = [try forest.object("a", ["mail": "m"]), try forest.object("b", ["mail": "m"])]
        try await forest.read(objects)
        try await forest.write(forest.wanted(["mail": "n"]), to: "a")
        #expect(try await forest.hear([], isIncomplete: true).updated == 0)
        #expect(try await unconfirmed() == 1)
        let counts = try await forest.hear([.present(try forest.object("b", ["mail": "o"]))])
        #expect(counts.updated == 2 && counts.unchanged == 0)
        #expect(try await forest.values("mail") == ["a": ["n"], "b": ["o"]])
        #expect(try await unconfirmed() == 0)
        #expect(try await forest.hear([]).updated == 0)
        #expect(try await forest.read([objects[0], forest.object("b", ["mail": "o"])]).unchanged == 2)
    }

    @Test("of what the forest has changed since the last writer wins", arguments: WrittenForest.Reading.allCases)
    func changed(_ reading: WrittenForest.Reading) async throws {
        try await forest.read([forest.object("a", ["mail": "m", "title": "t"])])
        try await forest.write(forest.wanted(["mail": "n", "title": "u"]), to: "a")
        try await forest.read([forest.object("a", ["mail": "x", "title": "t"])], reading)
        #expect(try await forest.values("mail") == ["a": ["x"]])
        #expect(try await forest.values("title") == ["a": ["u"]])
        // What the forest had before is nothing that it is compared with any more.
        try await forest.read([forest.object("a", ["mail": "m", "title": "s"])], reading)
        #expect(try await forest.values("mail") == ["a": ["m"]])
        #expect(try await forest.values("title") == ["a": ["s"]])
        #expect(try forest.copies() == 0)
    }

    @Test("what is merged is merged with what the forest has", arguments: WrittenForest.Reading.allCases)
    func merged(_ reading: WrittenForest.Reading) async throws {
        try await forest.read([forest.object("a", ["mail": "m"])])
        try await forest.write(forest.wanted(["mail": "m", "mail": "n"], merged: ["mail"]), to: "a")
        try await forest.read([forest.object("a", ["mail": "m", "mail": "x"])], reading)
        #expect(try await forest.values("mail") == ["a": ["m", "n", "x"]])
        try await forest.read([forest.object("a", ["mail": "x"])], reading)
        #expect(try await forest.values("mail") == ["a": ["n", "x"]])
    }

    @Test("what is written twice has the last values, beside what the forest had before", arguments: [true, false])
    func twice(_ isReadBetween: Bool) async throws {
        let objects = [try forest.object("a", ["mail": "m"])]
        try await forest.read(objects)
        try await forest.write(forest.wanted(["mail": "n"]), to: "a")
        if isReadBetween { try await forest.read(objects) }
        try await forest.write(forest.wanted(["mail": "o", "title": "t"]), to: "a")
        try await forest.hear([])
        #expect(try await forest.values("mail") == ["a": ["o"]])
        #expect(try await forest.read(objects).unchanged == 1)
        try await forest.read([forest.object("a", ["mail": "x"])])
        #expect(try await forest.values("mail") == ["a": ["x"]])
        #expect(try await forest.values("title") == ["a": ["t"]])
    }

    @Test("an object that goes takes what is written back to it along", arguments: WrittenForest.Reading.allCases)
    func gone(_ reading: WrittenForest.Reading) async throws {
        try await forest.read([forest.object("a"), forest.object("b")])
        try await forest.write(forest.wanted(["mail": "n"]), to: "a")
        try await forest.put(forest.wanted(["mail": "o"]), of: "a")
        switch reading {
        case .everything: try await forest.read([forest.object("b")])
        case .changes: try await forest.hear([.absent(anchor: Array("a".utf8))])
        }
        #expect(try await waiting().isEmpty)
        #expect(try forest.copies() == 0)
        // One that comes in its place is as the forest has it.
        try await forest.read([forest.object("b"), forest.object("a")])
        #expect(try await forest.values("mail") == ["a": [], "b": []])
    }

    @Test(
        "where a name changes an import of changes makes of written references what one of everything does",
        arguments: [true, false]
    )
    func renamed(_ isReadBetween: Bool) async throws {
        let (a, c) = (try forest.object("a"), try forest.object("c"))
        let objects = [a, try forest.object("b", ["manager": "CN=a,DC=a"]), c]
        try await forest.read(objects)
        try await forest.write(forest.wanted(["manager": "CN=c,DC=a"]), to: "b")
        try await forest.write(forest.wanted(["manager": "CN=a,DC=a"]), to: "c")
        if isReadBetween { try await forest.read(objects) }
        let other = try forest.object("a", named: "CN=z,DC=a")
        try await forest.hear([.present(other)])
        // The forest has changed what it has of the one by itself, and knows nothing of what was written to the other.
        let expected: [String: [String]] = ["a": [], "b": ["CN=z,DC=a"], "c": ["CN=a,DC=a"]]
        #expect(try await forest.values("manager") == expected)
        let now = [other, try forest.object("b", ["manager": "CN=z,DC=a"]), c]
        #expect(try await forest.read(now).unchanged == 3)
        #expect(try await forest.values("manager") == expected)
    }

    @Test("the next synchronization looks at what did not come back, although nothing has changed here")
    func notBack() async throws {
        try await forest.read([forest.object("a", ["mail": "m"])])
        try await forest.write(forest.wanted(["mail": "n"]), to: "a")
        try await forest.read([forest.object("a", ["mail": "m"])])
        let wanted = try forest.wanted(["mail": "o"])
        try await forest.write(wanted, to: "a")
        try await remember()
        // Somebody writes into the forest what is here already.
        #expect(try await forest.read([forest.object("a", ["mail": "n"])]).unchanged == 1)
        #expect(try await store.synchronize { try $0.changedObjects() }.map(\.number) == [1])
        try await forest.put(wanted, of: "a")
        #expect(try await waiting() == ["user": 1])
    }

    private func remember() async throws {
        try await store.synchronize { transaction in
            try [UInt8]([1]).withUnsafeBytes { try transaction.remember("part", $0) }
            try transaction.endMemory(of: ["part"])
        }
    }

    @Test("a store from before that is opened, and everything is worked out anew")
    func older() async throws {
        try await forest.read([forest.object("a")])
        try await remember()
        for statement in [
            "DROP TRIGGER space_object_gone", "DROP TABLE write_back", "DROP TABLE forest_copy",
            "DELETE FROM grdb_migrations WHERE identifier = '0013-write-backs'",
        ] { try StoreFixture.execute(statement, in: forest.new.path) }
        let later = try WorkspaceStore(path: forest.new.path)
        #expect(try await later.writeBackCounts(of: Self.connector).isEmpty)
        #expect(try StoreFixture.count("SELECT count(*) FROM run_memory", in: forest.new.path) == 0)
    }
}

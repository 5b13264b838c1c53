import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@Suite("What rules outwards join and make where a run looks at what has changed alone")
struct OutwardDeltaTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// The rules of small forests, and one that joins people of the second forest or makes them there.
    private static func rules(joins: [[String]]) -> [SyncRule] {
        SmallForests.rules + [
            OutwardForests.rule(
                SmallForests.two,
                .outbound,
                150,
                from: "person",
                to: "user",
                scope: [["mail ISNOTNULL"]],
                joins: joins,
                [
                    ("dn", .expression("\"CN=\" & [cn] & \",OU=Made,DC=test\"")), ("displayName", .direct("cn")),
                    ("mail", .direct("mail")),
                ]
            )
        ]
    }

    /// The rules of small forests, and one that writes back to people of the second forest whom they refer to.
    private static let referring =
        SmallForests.rules + [
            OutwardForests.rule(
                SmallForests.two,
                .outbound,
                150,
                from: "person",
                to: "user",
                link: .join,
                [("secretary", .direct("manager"))]
            )
        ]

    private func store(_ seed: UInt64) throws -> WorkspaceStore {
        let path = folder.file("store\(seed).sqlite").path(percentEncoded: false)
        try WorkspaceStore.create(at: path)
        return try WorkspaceStore(path: path)
    }

    /// The same store a second time, as it is now.
    private func copy(of store: WorkspaceStore, _ name: String) throws -> WorkspaceStore {
        let path = folder.file("copy\(name).sqlite").path(percentEncoded: false)
        try StoreFixture.copy(store.path, to: path)
        return try WorkspaceStore(path: path)
    }

    /// What rules have made and joined, and what waits to be written back, one line each.
    private func lines(_ store: WorkspaceStore) async throws -> [String] {
        let made = try await store.synchronize { transaction in
            try transaction.copyObjectOwners(of: SmallForests.two).sorted().map { owner in
                let known = try transaction.copyObject(of: owner, in: SmallForests.two)
                return "\(owner) \(known?.state.rawValue ?? -1) \(known?.object.entry.bytes ?? [])"
            }
        }
        let waiting = try await store.writeBacks(of: SmallForests.two, after: 0, limit: 1000).map {
            "\($0.object.entry.dn) \($0.change.attributes.map(\.rawValue)) \($0.change.values.bytes)"
        }
        return try await SynchronizedState.lines(store) + made + waiting
    }

    @Test("is what a full one would, round after round", arguments: SeededGenerator.seeds(24))
    func likeFull(_ seed: UInt64) async throws {
        let rules = Self.rules(
            joins: seed.isMultiple(of: 2) ? [["cn = cn"]] : [["employeeID = employeeID"], ["mail = mail"]]
        )
        #expect(try await compare(seed, rules) > 0)
    }

    @Test("is what a full one would where references are written back and nothing is made")
    func references() async throws {
        var written = 0
        for seed in SeededGenerator.seeds(12) { written += try await compare(seed, Self.referring) }
        #expect(written > 0)
    }

    /// Documentation/Fidelity.md: as a foreign security principal stands for an account of another forest.
    @Test("an object without flows counts as somebody's in the forest: nothing is made beside it, until it has gone")
    func sharing() async throws {
        let forests = try OutwardForests()
        let ada = OutwardForests.person("ada", ["cn": "Ada", "mail": "ada@x", "title": "t"])
        let others = (0..<30).map { OutwardForests.person("p\($0)", ["cn": "P\($0)"]) }
        let principal = OutwardForests.person("x", ["mail": "ada@x"])
        let rules = [
            OutwardForests.rules[0],
            OutwardForests.rule(
                OutwardForests.two,
                .inbound,
                101,
                from: "user",
                to: "person",
                link: .join,
                joins: [["mail = mail"]],
                []
            ),
            OutwardForests.rule(
                OutwardForests.two,
                .outbound,
                110,
                from: "person",
                to: "contact",
                scope: [["title ISNOTNULL"]],
                [("dn", .expression("\"CN=\" & [cn] & \",OU=Made,DC=two\"")), ("mail", .direct("mail"))]
            ),
        ]
        try await forests.read(OutwardForests.one, [ada] + others)
        try await forests.read(OutwardForests.two, [principal])
        try await forests.synchronize(isFull: true, rules)
        #expect(try await forests.space() == ["CN=x,DC=two linked"])
        for there in [[principal], [], [principal]] as [[OutwardForests.Person]] {
            try await forests.read(OutwardForests.two, there)
            for isFull in [false, true] {
                let counts = try await forests.synchronize(isFull: isFull, rules)
                #expect(counts.fullBecause == nil && counts.errors.isEmpty, "\(counts.errors)")
                let expected = there.isEmpty ? ["add CN=Ada,OU=Made,DC=two"] : []
                #expect(try await forests.waiting() == expected, "\(there.count), \(isFull)")
            }
        }
    }

    /// Changes forests at random, and runs both kinds over the same store.
    ///
    /// Gives back how many objects something was written to.
    private func compare(_ seed: UInt64, _ rules: [SyncRule]) async throws -> Int {
        var forests = SmallForests(SeededGenerator(seed: seed))
        let store = try store(seed)
        for change in forests.first(store.table) { try await store.replaceConnectorSpace(of: change.0, with: change.1) }
        let first = SmallForests.synchronization(store, rules)
        _ = try await store.synchronize { try first.run(in: $0) { _ in } }
        var (looked, made) = (0, 0)
        for round in 1...8 {
            for change in forests.next(store.table) {
                try await store.replaceConnectorSpace(of: change.0, with: change.1)
            }
            if round == 4 { made = try await store.writeBack(to: SmallForests.two) }
            let other = try copy(of: store, "\(seed)-\(round)")
            let delta = DeltaSynchronization(SmallForests.synchronization(store, rules))
            let small = try await store.synchronize { try delta.run(in: $0) { _ in } }
            let full = SmallForests.synchronization(other, rules, cores: Cores(2, portion: 7))
            let large = try await other.synchronize { try full.run(in: $0) { _ in } }
            if small.fullBecause == nil { looked += 1 }
            #expect(
                SynchronizedState.figures(small) == SynchronizedState.figures(large),
                "\(forests.description), round \(round)"
            )
            let (one, two) = (try await lines(store), try await lines(other))
            #expect(one == two, "\(forests.description), round \(round): \(Set(one).symmetricDifference(two).sorted())")
            if one != two || SynchronizedState.figures(small) != SynchronizedState.figures(large) { return made }
        }
        #expect(looked >= 4, "most rounds look at what has changed alone: \(looked) did")
        return made
    }
}

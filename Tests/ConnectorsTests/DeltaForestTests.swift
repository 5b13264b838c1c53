import Directory
import DirectorySchema
import Foundation
import Lab
import LDAPClient
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import Connectors

/// After every import of changes the connector space is the one that a full import of the same moment gives.
enum DeltaForestTests {
    @Suite("Changes of a forest that slapd serves", .forest(.slapd), .serialized)
    struct Slapd {
        @Test("random changes, by content synchronization", arguments: SeededGenerator.seeds(2))
        func random(_ seed: UInt64) async throws {
            try await DeltaForestTests.compare(seed, isSamba: false, asAdministrator: false, by: .syncRepl)
        }

        @Test("the server is asked for the attributes that its schema has, whatever their case and options")
        func known() async throws {
            let fixture = try await DeltaFixture(isSamba: false, asAdministrator: false)
            let known = try #require(try await fixture.known())
            let asked: [AttributeName] = ["CN", "neverHeardOf", "title;lang-de", "neverHeardOf;binary", "2.5.4.12"]
            #expect(known.asked(asked) == ["CN", "title;lang-de", "2.5.4.12"])
        }

        @Test("where nothing has changed nothing is told")
        func nothing() async throws {
            let fixture = try await DeltaFixture(isSamba: false, asAdministrator: false)
            try await fixture.full(fixture.store)
            let before = try await fixture.content(fixture.store).count
            for _ in 0..<2 {
                guard case .imported(let result) = try await fixture.delta() else {
                    Issue.record("a full import was asked for")
                    return
                }
                #expect(
                    result.counts.added == 0 && result.counts.deleted == 0 && result.counts.updated == 0
                )
                #expect(result.counts.unchanged == before && before > 0)
            }
        }

        @Test("two entries with one anchor: one is the object, the other an error that names both")
        func oneAnchor() async throws {
            let fixture = try await DeltaFixture(isSamba: false, asAdministrator: false)
            let test = try TestForest.current
            let (base, editor) = ("CN=Users,\(test.forest.baseDN)", ForestEditor(test: test, isSamba: false))
            let names = ["twin-one", "twin-other"].map { "CN=\($0),\(base)" }
            for name in names {
                try await editor.apply(
                    editor.addition(
                        name,
                        ["top", "person", "organizationalPerson", "user"],
                        [("cn", String(name.dropFirst(3).prefix { $0 != "," }))],
                        identity: "twin"
                    )
                )
            }
            func expect(_ errors: [ObjectError]) {
                #expect(errors.map(\.code) == ["duplicate-object"], "\(errors)")
                #expect(errors.map { ASCII.lowercased($0.object) } == [ASCII.lowercased(names[1])], "\(errors)")
                #expect(errors.first?.message.contains("twin-one") == true, "\(errors)")
            }
            func told() async throws -> ImportResult {
                guard case .imported(let result) = try await fixture.delta() else { throw CancellationError() }
                return result
            }
            func twins() async throws -> [String] {
                try await fixture.content(fixture.store).values.compactMap(\.first).map(ASCII.lowercased)
                    .filter { $0.hasPrefix("cn=twin") }
            }
            expect(try await fixture.everything().errors)
            #expect(try await twins() == [ASCII.lowercased(names[0])])
            try await editor.apply("dn: \(names[1])\nchangetype: modify\nreplace: title\ntitle: x\n\n")
            expect(try await told().errors)
            #expect(try await twins() == [ASCII.lowercased(names[0])])
            try await editor.apply("dn: \(names[0])\nchangetype: delete\n\n")
            try await editor.apply("dn: \(names[1])\nchangetype: modify\nreplace: title\ntitle: y\n\n")
            let left = try await told().errors
            #expect(left.isEmpty, "\(left)")
            #expect(try await twins() == [ASCII.lowercased(names[1])])
            try await editor.apply("dn: \(names[1])\nchangetype: delete\n\n")
        }
    }

    @Suite("Changes of a forest of which a container is left out", .forest(.slapd), .serialized)
    struct Containers {
        @Test(
            "what goes into it has gone, and what comes out of it is there, also below a container",
            arguments: [["user"], ["user", "organizationalUnit"]] as [[AttributeName]]
        )
        func moves(_ classes: [AttributeName]) async throws {
            let (test, prefix) = (try TestForest.current, "k\(classes.count)")
            let (base, editor) = (test.forest.baseDN, ForestEditor(test: test, isSamba: false))
            let out = "OU=\(prefix)out,\(base)"
            let fixture = try await DeltaFixture(
                isSamba: false,
                asAdministrator: false,
                classes: classes,
                scope: ContainerScope([.init(name: out, identity: nil, isRead: false)], includesNew: true)
            )
            for unit in ["out", "walks"] {
                let name = "\(prefix)\(unit)"
                try await editor.apply(
                    editor.addition(
                        "OU=\(name),\(base)",
                        ["top", "organizationalUnit"],
                        [("ou", name)],
                        identity: name
                    )
                )
            }
            for (name, place) in [("one", "OU=\(prefix)walks,\(base)"), ("two", "CN=Users,\(base)"), ("three", out)] {
                try await editor.apply(
                    editor.addition(
                        "CN=\(prefix)\(name),\(place)",
                        ["top", "person", "organizationalPerson", "user"],
                        [("cn", "\(prefix)\(name)"), ("sAMAccountName", "\(prefix)\(name)")],
                        identity: "\(prefix)\(name)"
                    )
                )
            }
            try await fixture.full(fixture.store)
            func move(_ name: String, from: String, to: String) async throws {
                try await editor.apply(
                    "dn: \(name),\(from)\nchangetype: modrdn\nnewrdn: \(name)\ndeleteoldrdn: 1\nnewsuperior: \(to)\n\n"
                )
            }
            func names() async throws -> Set<String> {
                guard case .imported = try await fixture.delta() else {
                    Issue.record("a full import was asked for")
                    return []
                }
                let other = try fixture.newStore()
                try await fixture.full(other)
                let (found, expected) = (try await fixture.content(fixture.store), try await fixture.content(other))
                #expect(found == expected)
                let own = found.values.compactMap(\.first).map(ASCII.lowercased).filter { $0.hasPrefix("cn=\(prefix)") }
                return Set(own.compactMap { $0.split(separator: ",").first.map { String($0.dropFirst(5)) } })
            }
            #expect(try await names() == ["one", "two"])
            try await move("CN=\(prefix)two", from: "CN=Users,\(base)", to: out)
            try await move("OU=\(prefix)walks", from: base, to: out)
            #expect(try await names() == [])
            try await move("CN=\(prefix)three", from: out, to: base)
            try await move("OU=\(prefix)walks", from: out, to: base)
            #expect(try await names() == ["one", "three"])
        }
    }

    @Suite("Changes of a forest that Samba serves", .needsSamba, .forest(.samba), .serialized)
    struct Samba {
        @Test("random changes, by DirSync", arguments: SeededGenerator.seeds(1))
        func directorySync(_ seed: UInt64) async throws {
            try await DeltaForestTests.compare(seed, isSamba: true, asAdministrator: true, by: .dirSync)
        }

        @Test("random changes, by number", arguments: SeededGenerator.seeds(1))
        func numbers(_ seed: UInt64) async throws {
            try await DeltaForestTests.compare(seed, isSamba: true, asAdministrator: false, by: .usn)
        }

        /// Nobody tells that of the group: its own entry does not change.
        @Test(
            "who comes from a container that is left out, or comes back from it, is a member of the groups that have them",
            arguments: [false, true]
        )
        func members(_ asAdministrator: Bool) async throws {
            let (test, prefix) = (try TestForest.current, asAdministrator ? "ma" : "mn")
            let (base, editor) = (test.forest.baseDN, ForestEditor(test: test, isSamba: true))
            let (inside, outside) = ("OU=\(prefix)in,\(base)", "OU=\(prefix)out,\(base)")
            let fixture = try await DeltaFixture(
                isSamba: true,
                asAdministrator: asAdministrator,
                scope: ContainerScope([.init(name: outside, identity: nil, isRead: false)], includesNew: true)
            )
            for (name, place) in [("in", base), ("out", base), ("walks", outside)] {
                let name = "\(prefix)\(name)"
                try await editor.apply(
                    editor.addition("OU=\(name),\(place)", ["organizationalUnit"], [("ou", name)], identity: name)
                )
            }
            func add(_ name: String, _ place: String, _ kind: String) async throws {
                let name = "\(prefix)\(name)"
                try await editor.apply(
                    editor.addition(
                        "CN=\(name),\(place)",
                        [kind],
                        [("cn", name), ("sAMAccountName", name)],
                        identity: name
                    )
                )
            }
            func move(_ name: String, from: String, to: String) async throws {
                try await editor.apply(
                    "dn: \(name),\(from)\nchangetype: modrdn\nnewrdn: \(name)\ndeleteoldrdn: 1\nnewsuperior: \(to)\n\n"
                )
            }
            let members = [("one", inside), ("two", outside), ("three", "OU=\(prefix)walks,\(outside)")]
            for (name, place) in members { try await add(name, place, "user") }
            try await add("group", inside, "group")
            let values = members.map { "member: CN=\(prefix)\($0.0),\($0.1)\n" }.joined()
            try await editor.apply("dn: CN=\(prefix)group,\(inside)\nchangetype: modify\nadd: member\n\(values)\n")
            // The last object that was changed may be told again.
            try await add("last", inside, "user")
            try await fixture.full(fixture.store)
            try await move("CN=\(prefix)one", from: inside, to: outside)
            guard case .imported = try await fixture.delta() else { throw CancellationError() }
            try await move("CN=\(prefix)two", from: outside, to: inside)
            try await move("OU=\(prefix)walks", from: outside, to: inside)
            try await move("CN=\(prefix)one", from: outside, to: inside)
            guard case .imported = try await fixture.delta() else { throw CancellationError() }
            let other = try fixture.newStore()
            try await fixture.full(other)
            let (found, expected) = (try await fixture.content(fixture.store), try await fixture.content(other))
            #expect(found == expected)
            let group = found.values.first { $0.first?.hasPrefix("CN=\(prefix)group,") == true }
            #expect(group?.filter { $0.hasPrefix("member=") }.count == 3, "\(group ?? [])")
        }
    }

    static func compare(_ seed: UInt64, isSamba: Bool, asAdministrator: Bool, by method: ChangeMethod) async throws {
        var random = SeededGenerator(seed: seed)
        let fixture = try await DeltaFixture(isSamba: isSamba, asAdministrator: asAdministrator)
        let prefix = "d\(seed % 1000)\(method.rawValue.prefix(1))"
        var forest = ChangingForest(ForestEditor(test: try TestForest.current, isSamba: isSamba), prefix: prefix)
        try await forest.begin()
        try await fixture.full(fixture.store)
        let marks = try await fixture.store.watermarks(of: DeltaFixture.connector)
        #expect(marks.compactMap { ChangeCursor(bytes: $0.cursor)?.method } == [method])
        for round in 0..<4 {
            var done: [String] = []
            for _ in 0..<(round * 3) { done.append(try await forest.change(&random)) }
            guard case .imported = try await fixture.delta() else {
                Issue.record("a full import was asked for, \(random)")
                return
            }
            let other = try fixture.newStore()
            try await fixture.full(other)
            let (found, expected) = (try await fixture.content(fixture.store), try await fixture.content(other))
            #expect(found == expected, "\(random), round \(round): \(done)")
        }
    }
}

/// A forest with a store that imports go into.
struct DeltaFixture {
    static let connector = ConnectorID("00000000-0000-4000-8000-000000000001")

    let store: WorkspaceStore
    private let folder: TemporaryFolder
    private let forest: LDAPForest
    private let schema: SchemaSnapshot
    private let request: ImportRequest
    private let clock = FileTime(unixSeconds: 1_700_000_000)

    init(
        isSamba: Bool,
        asAdministrator: Bool,
        classes: [AttributeName] = ["user", "group", "contact"],
        scope: ContainerScope = .everything
    ) async throws {
        request = ImportRequest(
            classes: classes,
            attributes: ["cn", "title", "member", "manager", "description", "sAMAccountName"],
            references: ["member", "manager"],
            limits: scope.limits
        )
        folder = try TemporaryFolder()
        store = try Self.makeStore(in: folder)
        let test = try TestForest.current
        var endpoint = LDAPEndpoint(url: try #require(LDAPURL(test.forest.secureURL)))
        endpoint.certificateAuthorityFile = test.forest.certificateAuthorityFile
        let file =
            asAdministrator
            ? test.folder.file(test.forest.name).appending(path: "administrator.password")
            : URL(filePath: test.forest.passwordFile)
        let password = try String(contentsOf: file, encoding: .utf8).utf8.prefix { $0 != 0x0A }
        var forest = LDAPForest(
            servers: LDAPServerList([endpoint]),
            credentials: .simple(
                name: asAdministrator ? "Administrator@\(test.forest.name)" : test.forest.bindName,
                password: Secret(Array(password))
            ),
            retry: RetryPolicy(sleep: { _ in })
        )
        forest.filter.scope = scope
        self.forest = forest
        schema = try await forest.readSchema { _ in }.snapshot
    }

    private static func makeStore(in folder: TemporaryFolder) throws -> WorkspaceStore {
        let path = folder.file("\(UUID().uuidString).sqlite").path(percentEncoded: false)
        try WorkspaceStore.create(at: path)
        return try WorkspaceStore(path: path)
    }

    /// What the server is known to have.
    func known() async throws -> KnownAttributes? {
        let connection = try await forest.open()
        let known = try await KnownAttributes.of(connection, below: try TestForest.current.forest.baseDN)
        await connection.close()
        return known
    }

    func newStore() throws -> WorkspaceStore { try Self.makeStore(in: folder) }

    /// Imports everything, with what could not be taken.
    func everything() async throws -> ImportResult {
        let connector = forest.connector(Self.connector, schema: schema)
        return try await FullImport(from: connector, into: store, clock: clock).run(request) { _ in }
    }

    func full(_ store: WorkspaceStore) async throws {
        let connector = forest.connector(Self.connector, schema: schema)
        let result = try await FullImport(from: connector, into: store, clock: clock).run(request) { _ in }
        #expect(result.incomplete.isEmpty && result.errors.isEmpty, "\(result.incomplete) \(result.errors)")
    }

    func delta() async throws -> DeltaImport.Outcome {
        let connector = forest.connector(Self.connector, schema: schema)
        return try await DeltaImport(from: connector, into: store, clock: clock).run(request) { _ in }
    }

    /// The objects of a store, comparable with those of another.
    func content(_ store: WorkspaceStore) async throws -> [String: [String]] {
        let objects = try await store.connectorSpace(of: Self.connector)
        return Dictionary(
            objects.map { object in
                let entry = Entry(object.entry, table: store.table)
                let values = entry.names.flatMap { name in entry.bytes(name).map { "\(name.folded)=\(ASCII.hex($0))" } }
                return (
                    ASCII.hex(object.identity.anchor),
                    [object.entry.dn, object.objectClass.spelling, object.identity.partition] + values.sorted()
                )
            }
        ) { first, _ in first }
    }
}

import Directory
import Foundation
import TestSupport
import Testing

@testable import LDAPClient

/// Content synchronization with slapd and its overlay syncprov.
@Suite("Content synchronization with slapd")
struct SyncProviderTests {
    private let folder: TemporaryFolder
    private let server: PlainDirectory
    private let editor: DirectoryEditor
    private let table = AttributeTable()

    private static let request = SearchRequest(
        base: "dc=plain,dc=test",
        scope: .subtree,
        filter: .all([.equal("objectClass", text: "organizationalRole"), .not(.equal("description", text: "out"))]),
        attributes: ["cn", "description"]
    )

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(at: folder.file("db"), withIntermediateDirectories: true)
        server = try PlainDirectory(
            """
            include /etc/ldap/schema/core.schema
            modulepath /usr/lib/ldap
            moduleload back_mdb
            moduleload syncprov
            database mdb
            suffix "dc=plain,dc=test"
            rootdn "cn=admin,dc=plain,dc=test"
            rootpw secret
            directory \(folder.file("db").path(percentEncoded: false))
            dbnosync
            index entryCSN,entryUUID eq
            access to * by * read
            overlay syncprov
            syncprov-sessionlog 100

            """
        )
        editor = DirectoryEditor(
            url: server.editorURL,
            name: "cn=admin,dc=plain,dc=test",
            passwordFile: try folder.write("secret", to: "password").path(percentEncoded: false)
        )
        try editor.apply(
            "dn: dc=plain,dc=test\nchangetype: add\nobjectClass: dcObject\nobjectClass: organization\ndc: plain\no: plain\n\n"
                + ["a", "b", "c"].map(Self.addition).joined()
        )
    }

    private static func addition(_ name: String) -> String {
        "dn: cn=\(name),dc=plain,dc=test\nchangetype: add\nobjectClass: organizationalRole\ncn: \(name)\n\n"
    }

    private static func modification(_ name: String, _ text: String) -> String {
        "dn: cn=\(name),dc=plain,dc=test\nchangetype: modify\nreplace: description\ndescription: \(text)\n\n"
    }

    private static func deletion(_ name: String) -> String { "dn: cn=\(name),dc=plain,dc=test\nchangetype: delete\n\n" }

    private func connect() async throws -> LDAPConnection {
        try await LDAPConnection.connect(to: LDAPEndpoint(url: try #require(LDAPURL(server.url))))
    }

    private struct Content {
        var names: [EntryUUID: String] = [:]
        var mentioned: Set<EntryUUID> = []
        var ends: [UnmentionedEntries] = []
        var cursor: ChangeCursor?

        /// What a copy of the directory makes of a batch.
        mutating func take(_ batch: SyncBatch) {
            for event in batch.events {
                switch event {
                case .changed(let identifier, let entry):
                    names[identifier] = entry.dn
                    mentioned.insert(identifier)
                case .unchanged(let identifiers): mentioned.formUnion(identifiers)
                case .deleted(let identifiers): for identifier in identifiers { names[identifier] = nil }
                case .phaseEnded(let unmentioned):
                    ends.append(unmentioned)
                    if unmentioned == .areGone { names = names.filter { mentioned.contains($0.key) } }
                case .refreshEnded: mentioned = []
                }
            }
            cursor = batch.cursor ?? cursor
        }
    }

    private func refresh(_ content: inout Content, since cursor: ChangeCursor?) async throws {
        let connection = try await connect()
        for try await step in connection.contentSync(Self.request, since: cursor, table: table) {
            guard case .changes(let batch) = step else { throw CancellationError() }
            content.take(batch)
        }
        await connection.close()
    }

    private func names(_ content: Content) -> [String] {
        content.names.values.map { String($0.dropFirst(3).prefix { $0 != "," }) }.sorted()
    }

    @Test("a first refresh brings everything, a second one what has changed and what was deleted")
    func refresh() async throws {
        let connection = try await connect()
        #expect(ChangeMethod.best(for: try await connection.rootDSE()) == .syncRepl)
        await connection.close()
        var content = Content()
        try await refresh(&content, since: nil)
        #expect(names(content) == ["a", "b", "c"])
        // slapd takes who has no cookie to have nothing, of which nothing can have gone.
        #expect(content.ends == [.areUnchanged])
        try editor.apply(Self.modification("a", "new") + Self.deletion("b") + Self.addition("d"))
        let cursor = try #require(content.cursor.flatMap { ChangeCursor(bytes: $0.bytes) })
        var changes = Content()
        changes.names = content.names
        try await refresh(&changes, since: cursor)
        #expect(names(changes) == ["a", "c", "d"])
        // What was deleted is in the session's log, so that nobody has to be told what is still there.
        #expect(changes.ends == [.areUnchanged])
        #expect(changes.cursor != nil && changes.cursor != cursor)
    }

    @Test("a cookie that slapd makes nothing of brings everything, and says so")
    func nonsense() async throws {
        var content = Content()
        let cursor = ChangeCursor(
            method: .syncRepl,
            context: "dc=plain,dc=test",
            server: nil,
            cookie: Array("rid=000,csn=20000101000000.000000Z#000000#000#000000".utf8)
        )
        try await refresh(&content, since: cursor)
        #expect(names(content) == ["a", "b", "c"] && content.ends == [.areGone])
    }

    @Test("a cookie of changes that slapd does not have any more means reading everything")
    func setBack() async throws {
        let connection = try await connect()
        let cursor = ChangeCursor(
            method: .syncRepl,
            context: "dc=plain,dc=test",
            server: nil,
            cookie: Array("rid=000,csn=20990101000000.000000Z#000000#000#000000".utf8)
        )
        var reading = connection.contentSync(Self.request, since: cursor, table: table).makeAsyncIterator()
        #expect(try await reading.next() == .mustReadInFull(.cookieRefused))
        #expect(try await reading.next() == nil)
        await connection.close()
    }

    @Test("after the refresh changes come as they happen, until it is cancelled, and the connection goes on")
    func persists() async throws {
        let connection = try await connect()
        let seen = Locked<[SyncEvent]>([])
        let table = table
        let task = Task {
            for try await step in connection.contentSync(Self.request, persists: true, table: table) {
                guard case .changes(let batch) = step else { throw CancellationError() }
                seen.withLock { $0 += batch.events }
            }
        }
        func wait(for condition: ([SyncEvent]) -> Bool) async {
            while !condition(seen.withLock { $0 }) { await Task.yield() }
        }
        await wait { $0.contains(.refreshEnded) }
        #expect(seen.withLock { $0.count } == 5)
        seen.withLock { $0 = [] }
        try editor.apply(Self.modification("a", "one") + Self.addition("d"))
        await wait { $0.count == 2 }
        try editor.apply(Self.deletion("d"))
        await wait { $0.count == 3 }
        let events = seen.withLock { $0 }
        guard case .changed(let first, let modified) = events[0], case .changed(let added, _) = events[1] else {
            throw CancellationError()
        }
        #expect(Entry(modified, table: table).texts("description") == ["one"])
        #expect(events[2] == .deleted([added]))
        // Who leaves the filter has gone, as far as this reading can tell.
        try editor.apply(Self.modification("a", "out"))
        await wait { $0.count == 4 }
        #expect(seen.withLock { $0.last } == .deleted([first]))
        task.cancel()
        let error = await #expect(throws: LDAPError.self) { try await task.value }
        #expect(error?.code == .cancelled)
        #expect(try await connection.rootDSE().namingContexts == ["dc=plain,dc=test"])
        await connection.close()
    }

    @Test("another base than the cursor's means reading everything")
    func otherBase() async throws {
        let connection = try await connect()
        let cursor = ChangeCursor(method: .syncRepl, context: "dc=other", server: nil, cookie: [1])
        var reading = connection.contentSync(Self.request, since: cursor, table: table).makeAsyncIterator()
        #expect(try await reading.next() == .mustReadInFull(.anotherContext))
        await connection.close()
    }

    @Test("the state of the schema is that of the subschema entry, and the same when nothing has changed")
    func schemaState() async throws {
        let connection = try await connect()
        let state = try await connection.schemaState()
        #expect(state.marks["modifytimestamp"]?.count == 1, "\(state)")
        #expect(try await connection.schemaState() == state)
        await connection.close()
    }

    @Test("a directory that does not number its changes is not asked by number")
    func noNumbers() async throws {
        let connection = try await connect()
        var reading = connection.changesByNumber(Self.request, table: table).makeAsyncIterator()
        let error = await #expect(throws: LDAPError.self) { _ = try await reading.next() }
        #expect(error?.code == .notSupported)
        await connection.close()
    }
}

import Directory
import Foundation
import Lab
import TestSupport
import Testing

@testable import LDAPClient

/// Changes as Samba's domain controller tells them, to an account that may replicate.
@Suite("Changes of Samba's domain controller", .needsSamba, .forest(.samba), .serialized)
struct SambaChangeTests {
    private let access: ForestAccess
    private let editor: DirectoryEditor
    private let table = AttributeTable()

    init() throws {
        access = try ForestAccess()
        let folder = access.test.folder.file(access.forest.name)
        let password = try String(contentsOf: folder.appending(path: "administrator.password"), encoding: .utf8)
            .trimmingCharacters(in: .newlines)
        editor = DirectoryEditor(
            url: access.forest.secureURL,
            name: "Administrator@\(access.forest.name)",
            // ldapmodify takes a newline at the end for a part of the password.
            passwordFile: try access.test.folder.write(password, to: "administrator.plain").path(percentEncoded: false),
            authorityFile: access.forest.certificateAuthorityFile
        )
    }

    private var base: String { access.forest.baseDN }

    private var request: SearchRequest {
        SearchRequest(
            base: base,
            scope: .subtree,
            filter: .equal("objectClass", text: "group"),
            attributes: ["objectClass", "description"]
        )
    }

    private func connect() async throws -> LDAPConnection {
        let connection = try await LDAPConnection.connect(to: access.endpoint())
        let password = try Data(contentsOf: URL(filePath: editor.passwordFile))
        try await connection.bind(.simple(name: editor.name, password: Secret(Array(password))))
        return connection
    }

    private func addition(_ name: String) -> String {
        "dn: CN=\(name),CN=Users,\(base)\nchangetype: add\nobjectClass: group\nsAMAccountName: \(name)\n\n"
    }

    /// One is changed, one is deleted, one gets another name, one is added.
    private func change(_ prefix: String) throws {
        try editor.apply(
            """
            dn: CN=\(prefix)1,CN=Users,\(base)
            changetype: modify
            replace: description
            description: changed

            dn: CN=\(prefix)2,CN=Users,\(base)
            changetype: delete

            dn: CN=\(prefix)3,CN=Users,\(base)
            changetype: modrdn
            newrdn: CN=\(prefix)renamed
            deleteoldrdn: 1


            """ + addition(prefix + "5")
        )
    }

    private typealias Told = (changes: [DirectoryChange], cursor: ChangeCursor?)

    private func collect<Reading: AsyncSequence>(_ reading: Reading) async throws -> Told
    where Reading.Element == ChangeStep<ChangePage> {
        var told: Told = ([], nil)
        for try await step in reading {
            guard case .changes(let page) = step else { throw CancellationError() }
            told.changes += page.changes
            told.cursor = page.cursor ?? told.cursor
        }
        return told
    }

    private func check(_ first: Told, _ second: Told, _ prefix: String, mayRepeat: Bool) throws {
        func identifier(_ name: String) throws -> ObjectGUID {
            try #require(first.changes.first { $0.entry.dn == "CN=\(name),CN=Users,\(base)" }, "\(name)").identifier
        }
        let changes = Dictionary(grouping: second.changes, by: \.identifier)
        let modified = try #require(changes[identifier(prefix + "1")]?.first)
        #expect(modified.kind == .present && Entry(modified.entry, table: table).text("description") == "changed")
        let deleted = try #require(changes[identifier(prefix + "2")]?.first)
        #expect(deleted.kind == .deleted && deleted.entry.dn.contains("CN=Deleted Objects"), "\(deleted.entry.dn)")
        let renamed = try #require(changes[identifier(prefix + "3")]?.first)
        #expect(renamed.kind == .present && renamed.entry.dn == "CN=\(prefix)renamed,CN=Users,\(base)")
        #expect(Entry(renamed.entry, table: table).text("name") == "\(prefix)renamed")
        // The last object before the cursor has the cursor's own number.
        #expect(try mayRepeat || changes[identifier(prefix + "4")] == nil)
        #expect(second.changes.contains { $0.entry.dn == "CN=\(prefix)5,CN=Users,\(base)" && $0.kind == .present })
        #expect(second.cursor != nil)
    }

    @Test("DirSync tells everything, and then what was changed, deleted, renamed and added")
    func dirSync() async throws {
        try editor.apply((1...4).map { addition("sync\($0)") }.joined())
        let connection = try await connect()
        #expect(ChangeMethod.best(for: try await connection.rootDSE()) == .dirSync)
        let first = try await collect(connection.directorySync(request, table: table))
        let cursor = try #require(first.cursor)
        let server = try await connection.serverIdentity()
        #expect(cursor.server == server)
        try change("sync")
        let second = try await collect(connection.directorySync(request, since: cursor, table: table))
        try check(first, second, "sync", mayRepeat: false)
        let third = try await collect(connection.directorySync(request, since: second.cursor, table: table))
        #expect(third.changes.isEmpty)
        await connection.close()
    }

    @Test("numbers tell the same")
    func numbers() async throws {
        try editor.apply((1...4).map { addition("number\($0)") }.joined())
        let connection = try await connect()
        let first = try await collect(connection.changesByNumber(request, table: table))
        let cursor = try #require(first.cursor)
        try change("number")
        let second = try await collect(connection.changesByNumber(request, since: cursor, table: table))
        try check(first, second, "number", mayRepeat: true)
        await connection.close()
    }

    @Test("a cookie that it does not know means reading everything")
    func cookie() async throws {
        let connection = try await connect()
        let server = try await connection.serverIdentity()
        let cursor = ChangeCursor(method: .dirSync, context: base, server: server, cookie: [1, 2, 3])
        var reading = connection.directorySync(request, since: cursor, table: table).makeAsyncIterator()
        #expect(try await reading.next() == .mustReadInFull(.cookieRefused))
        await connection.close()
    }

    @Test("the values of a link that came and went are told as such")
    func links() async throws {
        try editor.apply(addition("link1") + addition("link2"))
        let connection = try await connect()
        let flags: DirSyncFlags = [.incrementalValues]
        var request = request
        request.attributes = ["member"]
        let first = try await collect(connection.directorySync(request, flags: flags, table: table))
        let member = "member: CN=dryad-reader,CN=Users,\(base)"
        try editor.apply("dn: CN=link1,CN=Users,\(base)\nchangetype: modify\nadd: member\n\(member)\n\n")
        let second = try await collect(
            connection.directorySync(request, since: first.cursor, flags: flags, table: table)
        )
        let group = try #require(second.changes.first { $0.entry.dn.hasPrefix("CN=link1,") })
        let view = Entry(group.entry, table: table)
        #expect(view.texts("member;range=1-1").count == 1, "\(view.names)")
        await connection.close()
    }

    @Test("the state of the schema moves when the schema does, and not before")
    func schemaState() async throws {
        let connection = try await connect()
        let state = try await connection.schemaState()
        #expect(state.marks["invocationid"]?.count == 1 && state.marks["objectversion"] != nil, "\(state)")
        #expect(try await connection.schemaState() == state)
        await connection.close()
        _ = try await access.test.lab.install(.device, on: access.forest.name) { _ in }
        let second = try await connect()
        #expect(try await second.schemaState() != state)
        await second.close()
    }

    @Test("the parts of a security descriptor that are asked for are what comes")
    func securityDescriptor() async throws {
        let connection = try await connect()
        func size(_ parts: SecurityDescriptorParts) async throws -> Int {
            let request = SearchRequest(
                base: base,
                scope: .base,
                attributes: ["nTSecurityDescriptor"],
                pageSize: nil,
                controls: [.securityDescriptor(parts)]
            )
            let entry = try #require(try await connection.search(request, table: table).collect().first)
            return Entry(entry, table: table).bytes("nTSecurityDescriptor").first?.count ?? 0
        }
        let (owner, all) = (try await size(.owner), try await size([.owner, .group, .discretionaryList]))
        #expect(owner > 0 && owner < all)
        await connection.close()
    }
}

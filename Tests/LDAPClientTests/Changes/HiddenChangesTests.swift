import Directory
import Foundation
import TestSupport
import Testing

@testable import LDAPClient

/// slapd says nothing of changes to whoever may not see what it goes by, and no error either.
@Suite("Accounts that see too little for content synchronization")
struct HiddenChangesTests {
    private static let context = "dc=plain,dc=test"

    private static func server(hiding attribute: String, in folder: TemporaryFolder) throws -> PlainDirectory {
        try FileManager.default.createDirectory(at: folder.file("db"), withIntermediateDirectories: true)
        let server = try PlainDirectory(
            """
            include /etc/ldap/schema/core.schema
            modulepath /usr/lib/ldap
            moduleload back_mdb
            moduleload syncprov
            database mdb
            suffix "\(context)"
            rootdn "cn=admin,\(context)"
            rootpw secret
            directory \(folder.file("db").path(percentEncoded: false))
            dbnosync
            access to attrs=\(attribute) by * none
            access to * by * read
            overlay syncprov

            """
        )
        try DirectoryEditor(
            url: server.editorURL,
            name: "cn=admin,\(context)",
            passwordFile: try folder.write("secret", to: "password").path(percentEncoded: false)
        ).apply(
            "dn: \(context)\nchangetype: add\nobjectClass: dcObject\nobjectClass: organization\ndc: plain\no: plain\n\n"
        )
        return server
    }

    @Test(
        "everything is read every time where entryUUID or entryCSN is hidden, also by who has a cursor from before",
        arguments: [("entryUUID", true), ("entryCSN", true), ("userPassword", false)]
    )
    func hidden(_ attribute: String, _ isNeeded: Bool) async throws {
        let folder = try TemporaryFolder()
        let server = try Self.server(hiding: attribute, in: folder)
        let connection = try await LDAPConnection.connect(
            to: LDAPEndpoint(url: try #require(LDAPURL(server.url)))
        )
        switch try await connection.changeStart(of: Self.context) {
        case .cursor(let cursor): #expect(!isNeeded && cursor.method == .syncRepl)
        case .unavailable(let reason): #expect(isNeeded && reason.contains(attribute), "\(reason)")
        }
        let cursor = ChangeCursor(
            method: .syncRepl,
            context: Self.context,
            server: nil,
            cookie: Array("rid=000,csn=20000101000000.000000Z#000000#000#000000".utf8)
        )
        let objection = try await connection.objection(toSynchronizing: Self.context, since: cursor)
        #expect((objection?.contains(attribute) == true) == isNeeded, "\(objection ?? "")")
        await connection.close()
    }
}

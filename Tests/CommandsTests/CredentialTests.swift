import Foundation
import TestSupport
import Testing

@Suite("Where a password comes from")
struct CredentialTests {
    @Test("from a descriptor that is open, and from nowhere else")
    func descriptor() throws {
        let workspace = try WorkspaceOnDisk()
        let server = try PlainDirectory(
            """
            modulepath /usr/lib/ldap
            moduleload back_null
            access to * by * read
            database null
            suffix cn=credentials
            rootdn cn=reader,cn=credentials
            rootpw from-a-descriptor

            """
        )
        let secret = try workspace.folder.write("from-a-descriptor\n", to: "secret")
        let words = [
            "forest", "add", "f", "--url", server.url, "--bind-dn", "cn=reader,cn=credentials", "--insecure-plaintext",
            "--password-descriptor", "7",
        ]
        let closed = try workspace.dryad.run(words)
        #expect(closed.code == 1 && closed.errors.contains("descriptor 7"), "\(closed.errors)")
        let opened = try workspace.dryad.run(words, shell: "7<'\(secret.path(percentEncoded: false))'")
        #expect(opened.code == 0, "\(opened.errors)")
        let card = try workspace.dryad.run(["forest", "test", "f"], shell: "7<'\(secret.path(percentEncoded: false))'")
        #expect(card.output.contains("cn=reader,cn=credentials"), "\(card.output) \(card.errors)")
    }
}

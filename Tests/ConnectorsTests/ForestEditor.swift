import Directory
import Foundation
import TestSupport

@testable import Lab

/// Changes a forest of the lab with OpenLDAP's programs, as whoever may.
struct ForestEditor {
    let test: TestForest
    let isSamba: Bool

    /// Applies change records of LDIF (RFC 2849).
    func apply(_ changes: String) async throws {
        let tool = try Tool("ldapmodify", package: "ldap-utils")
        if isSamba {
            let forest = test.forest
            let password = try String(contentsOf: folder.appending(path: "administrator.password"), encoding: .utf8)
                .trimmingCharacters(in: .newlines)
            // ldapmodify takes a newline at the end for a part of the password.
            let file = try test.folder.write(password, to: "administrator.plain").path(percentEncoded: false)
            try await tool.run(
                ["-x", "-H", forest.secureURL, "-D", "Administrator@\(forest.name)", "-y", file],
                input: changes,
                environment: ["LDAPTLS_CACERT": forest.certificateAuthorityFile],
                to: "change the forest"
            )
        } else {
            let socket = folder.appending(path: "ldapi").path(percentEncoded: false)
            try await tool.run(
                ["-Q", "-Y", "EXTERNAL", "-H", "ldapi://" + socket.replacing("/", with: "%2F")],
                input: changes,
                to: "change the forest"
            )
        }
    }

    private var folder: URL { test.folder.file(test.forest.name) }

    /// The record that adds an object; Active Directory gives the identity itself.
    func addition(_ name: String, _ classes: [String], _ values: [(String, String)], identity: String) -> String {
        let all = isSamba ? Array(classes.suffix(1)) : [SlapdSchema.anything] + classes
        let own = isSamba ? [] : [("objectGUID", String((identity + "................").prefix(16)))]
        return "dn: \(name)\nchangetype: add\n" + all.map { "objectClass: \($0)\n" }.joined()
            + (values + own).map { "\($0.0): \($0.1)\n" }.joined() + "\n"
    }
}

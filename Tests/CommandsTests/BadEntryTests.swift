import Foundation
import Lab
import TestSupport
import Testing

@testable import Lab

/// What no Active Directory would hold, in a directory that takes it.
@Suite("A directory with entries that cannot be used", .forest(.slapd))
struct BadEntryTests {
    private let test: TestForest

    init() throws { test = try TestForest.current }

    @Test("each is named with its own word, the others arrive, and the run exits with 1")
    func entries() async throws {
        let workspace = try WorkspaceOnDisk()
        let dryad = workspace.dryad
        let lab = test.folder.url.path(percentEncoded: false)
        #expect(try dryad.run("forest", "add", test.forest.name, "--from-lab", "--lab", lab).code == 0)
        #expect(try dryad.run("schema", "refresh", "--yes").code == 0)
        #expect(try dryad.run("staging", "off", "--yes").code == 0)
        let base = "CN=Users,\(test.forest.baseDN)"
        let null = Data("nu\u{0}ll".utf8).base64EncodedString()
        let photo = Data(repeating: 0x78, count: 3 << 20).base64EncodedString()
        let entries = [
            entry("Nameless", base, number: 1, anchor: nil, []),
            entry("Short", base, number: 2, anchor: "AAAA", []),
            entry("Twin", base, number: 3, anchor: anchor(4), []), entry("Other", base, number: 4, []),
            entry("Zeroed", base, number: 5, ["displayName:: \(null)"]),
            entry("Photo", base, number: 6, ["thumbnailPhoto:: \(photo)"]),
            entry("Many", base, number: 7, (0..<300).map { "proxyAddresses: smtp:m\($0)@\(test.forest.name)" }),
            entry("Lost", base, number: 8, ["manager: CN=Nobody,\(base)"]),
        ]
        let socket = (lab.hasSuffix("/") ? lab : lab + "/") + test.forest.name + "/ldapi"
        try await Tool("ldapadd", package: "ldap-utils").run(
            ["-Q", "-Y", "EXTERNAL", "-H", "ldapi://" + socket.replacing("/", with: "%2F")],
            input: entries.joined(separator: "\n"),
            to: "add what cannot be used"
        )
        let outcome = try dryad.run("sync", "run")
        #expect(outcome.code == 1 && outcome.output.hasPrefix("completed-export-errors: "), "\(outcome.output)")
        for (word, who) in [
            ("missing-anchor", "CN=Nameless"), ("invalid-anchor", "CN=Short"), ("invalid-attribute-value", "CN=Zeroed"),
            ("LargeObject", "photo@"),
        ] {
            let line = outcome.output.components(separatedBy: "\(word)  1 object\n").dropFirst().first ?? ""
            #expect(line.prefix { $0 != "\n" }.lowercased().contains(who.lowercased()), "\(word): \(outcome.output)")
        }
        #expect(outcome.output.contains("duplicate-object  1 object\n"), "\(outcome.output)")
        let tenant = try dryad.run("tenant", "objects", "--class", "user").output
        for name in ["many@", "lost@"] { #expect(tenant.contains(name), "\(tenant)") }
        #expect(tenant.contains("twin@") != tenant.contains("other@"), "one of two with one anchor: \(tenant)")
        for name in ["nameless@", "short@", "zeroed@", "photo@"] { #expect(!tenant.contains(name), "\(tenant)") }
    }

    private func anchor(_ number: UInt8) -> String {
        Data([UInt8](repeating: 0xEE, count: 15) + [number]).base64EncodedString()
    }

    private func entry(
        _ name: String,
        _ base: String,
        number: UInt8,
        _ more: [String]
    ) -> String { entry(name, base, number: number, anchor: anchor(number), more) }

    private func entry(
        _ name: String,
        _ base: String,
        number: UInt8,
        anchor: String?,
        _ more: [String]
    ) -> String {
        let sid = Data([1, 2, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0, number, 0xEE, 0, 0]).base64EncodedString()
        let account = name.lowercased()
        return
            ([
                "dn: CN=\(name),\(base)", "objectClass: \(SlapdSchema.anything)", "objectClass: top",
                "objectClass: person", "objectClass: organizationalPerson", "objectClass: user", "cn: \(name)",
                "sn: \(name)", "sAMAccountName: \(account)", "userPrincipalName: \(account)@\(test.forest.name)",
                "userAccountControl: 512", "objectSid:: \(sid)",
            ] + (anchor.map { ["objectGUID:: \($0)"] } ?? []) + more).joined(separator: "\n") + "\n"
    }
}

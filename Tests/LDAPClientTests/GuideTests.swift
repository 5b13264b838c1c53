import Directory
import Foundation
import LDAPClient
import Lab
import TestSupport
import Testing

/// The guide's code is this suite's: it runs, and stands in the guide as it stands here.
@Suite("The guide", .forest(.slapd))
struct GuideTests {
    @Test("its code does what it says")
    func code() async throws {
        let forest = try TestForest.current.forest
        let url = try #require(LDAPURL(forest.secureURL))
        let authorities = forest.certificateAuthorityFile
        let account = forest.bindName
        let password = try Array(Data(contentsOf: URL(filePath: forest.passwordFile))).filter { $0 != 0x0A }

        var endpoint = LDAPEndpoint(url: url)
        endpoint.certificateAuthorityFile = authorities
        endpoint.timeouts.operation = .seconds(30)
        let connection = try await LDAPConnection.connect(to: endpoint)

        try await connection.bind(.simple(name: account, password: Secret(password)))
        let root = try await connection.rootDSE()

        let table = AttributeTable()
        let request = SearchRequest(
            base: root.defaultNamingContext ?? "",
            scope: .subtree,
            filter: .equal("objectClass", text: "group"),
            attributes: ["cn", "member"]
        )
        var members = 0
        for try await page in connection.search(request, table: table) {
            for packed in page.entries {
                members += Entry(packed, table: table).texts("member").count
            }
        }

        #expect(members > 100)
        await connection.close()
    }

    @Test("it shows the code that runs")
    func shown() throws {
        func lines(_ path: String) throws -> [String] {
            try String(contentsOf: Fixture.checkout.appending(path: path), encoding: .utf8)
                .components(separatedBy: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        let guide = try lines("Sources/LDAPClient/LDAPClient.docc/ReadingADirectory.md")
        let code = try lines("Tests/LDAPClientTests/GuideTests.swift").joined(separator: "\n")
        let blocks = guide.split(separator: "```swift").dropFirst().map { $0.prefix { $0 != "```" } }
        #expect(blocks.count >= 3)
        for block in blocks { #expect(code.contains(block.joined(separator: "\n")), "\(block)") }
    }
}

import Foundation
import Lab
import TestSupport
import Testing

/// What README shows of `dryad forest test` is what it prints, but for numbers: addresses, dates, versions.
@Suite("The card in README")
struct ReadmeCardTests {
    @Suite("of the forest that Samba serves", .needsSamba, .forest(.samba))
    struct Samba {
        @Test("is what the command prints") func card() throws { try ReadmeCardTests.compare() }
    }

    static func compare() throws {
        let forest = try TestForest.current.forest
        let workspace = try WorkspaceOnDisk()
        let added = try workspace.dryad.run(
            "forest",
            "add",
            forest.name,
            "--url",
            forest.secureURL,
            "--bind-dn",
            forest.bindName,
            "--password-file",
            forest.passwordFile,
            "--ca-file",
            forest.certificateAuthorityFile
        )
        #expect(added.code == 0, "\(added.errors)")
        let printed = try workspace.dryad.run("forest", "test", forest.name).output
        let readme = try String(contentsOf: Fixture.checkout.appending(path: "README.md"), encoding: .utf8)
        let lines = readme.components(separatedBy: "\n").map(comparable)
        let card = printed.components(separatedBy: "\n").filter { !$0.isEmpty }.map(comparable)
        let start = try #require(lines.firstIndex(of: card[0]), "README shows no card of \(forest.name): \(printed)")
        #expect(Array(lines[start..<start + card.count]) == card, "\(printed)")
    }

    private static func comparable(_ line: String) -> String {
        line.replacing(/\d+/, with: "#").trimmingCharacters(in: .whitespaces)
    }
}

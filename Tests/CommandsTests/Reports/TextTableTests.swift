import TestSupport
import Testing

@testable import Commands

@Suite("Tables as wide as their cells, or as the terminal")
struct TextTableTests {
    private static func rules() -> TextTable {
        var table = TextTable(["precedence", "rule", "connector", "flows"], rightAligned: [0, 3])
        table.add(["100", "In from AD - User Join", "contoso.test", "1"])
        table.add(["101", "In from AD - InetOrgPerson AccountEnabled", "fabrikam.test", "12"])
        return table
    }

    private func text(_ table: TextTable, _ width: Int?) -> String {
        table.text(Style(isColoured: false, width: width))
    }

    @Test("a row has one line where nothing bounds it, and where it fits", arguments: [nil, 75, 400] as [Int?])
    func natural(_ width: Int?) {
        #expect(
            text(Self.rules(), width) == """
                precedence  rule                                       connector      flows
                       100  In from AD - User Join                     contoso.test       1
                       101  In from AD - InetOrgPerson AccountEnabled  fabrikam.test     12
                """
        )
    }

    @Test("what does not fit goes on below, parted at blanks")
    func blanks() {
        #expect(
            text(Self.rules(), 50) == """
                precedence  rule              connector      flows
                       100  In from AD -      contoso.test       1
                            User Join
                       101  In from AD -      fabrikam.test     12
                            InetOrgPerson
                            AccountEnabled
                """
        )
    }

    @Test("facts without headings are folded behind their names, lists and paths between their parts")
    func facts() {
        var table = TextTable([])
        table.add(["workspace", "/srv/directories/synchronization/contoso/workspace"])
        table.add(["features", "QuarantineUponUpnConflict, SoftMatchOnUpn, QuarantineUponProxyAddressesConflict"])
        #expect(
            text(table, 60) == """
                workspace  /srv/directories/synchronization/contoso/
                           workspace
                features   QuarantineUponUpnConflict, SoftMatchOnUpn,
                           QuarantineUponProxyAddressesConflict
                """
        )
    }

    @Test("a part of an expression stays as deep as it stands")
    func depth() {
        var table = TextTable(["part", "value"])
        table.add(["IIF(IsPresent([mail]), [mail], \"nobody at all\")", "\"ada@contoso.test\""])
        table.add(["  IsPresent([mail]) and what stands in it", "True"])
        #expect(
            text(table, 40) == """
                part                  value
                IIF(IsPresent([mail]  "ada@contoso.test"
                ), [mail], "nobody
                at all")
                  IsPresent([mail])   True
                  and what stands in
                  it
                """
        )
    }

    @Test("the lines of a row are known as its own")
    func rows() {
        let lines = Self.rules().lines(Style(isColoured: false, width: 50), indent: "")
        #expect(lines.heading.count == 1 && lines.rows.map(\.count) == [2, 3])
        #expect(Self.rules().lines(.plain).rows.map(\.count) == [1, 1])
    }

    @Test(
        "words that are too long are parted where a part of a name begins, if there is such a place",
        arguments: [
            (
                "CN=Ada,OU=People,OU=Europe,DC=contoso,DC=test", 20,
                ["CN=Ada,OU=People,", "OU=Europe,", "DC=contoso,DC=test"]
            ),
            ("msExchRecipientTypeDetails", 12, ["msExch", "Recipient", "TypeDetails"]),
            ("/srv/directories/contoso.ldif", 20, ["/srv/directories/", "contoso.ldif"]),
            ("obXz0kR8Ak6aMQ9s/jhsqkA==", 18, ["obXz0kR8Ak6aMQ9s/j", "hsqkA=="]),
            ("ada.andersson@contoso.test", 12, ["ada.andersso", "n@contoso.te", "st"]),
        ] as [(String, Int, [String])]
    )
    func parts(_ word: String, _ width: Int, _ lines: [String]) {
        #expect(FoldedText.lines(word, width: width) == lines)
    }

    @Test("tables of commands fit 80 columns and lose nothing; into a pipe each row has its line")
    func commands() throws {
        let workspace = try WorkspaceOnDisk()
        try workspace.addOfflineForests()
        #expect(try workspace.dryad.run("schema", "refresh", "--yes").code == 0)
        #expect(try workspace.dryad.run("sync", "run").code == 0)
        let narrow = DryadProgram(in: workspace.folder.url, environment: ["COLUMNS": "80"])
        for line in ["status", "forest list", "rules list", "sync history 1", "customize show", "tenant show"] {
            let arguments = line.split(separator: " ").map(String.init)
            let (folded, whole) = (try narrow.run(arguments).output, try workspace.dryad.run(arguments).output)
            // A history begins with a sentence of its own.
            let lines = folded.split(separator: "\n").dropFirst(line.hasPrefix("sync") ? 1 : 0)
            #expect(lines.allSatisfy { $0.count <= 80 }, "\(folded)")
            #expect(Self.characters(folded) == Self.characters(whole), "\(folded)\n\(whole)")
            #expect(folded != whole, "\(line) needs more than 80 columns")
        }
        let rules = try workspace.dryad.run("rules", "list").output.split(separator: "\n")
        #expect(
            rules.dropFirst().allSatisfy {
                $0.contains("contoso.test  ") || $0.contains("fabrikam.test  ") || $0.contains("tenant  ")
            }
        )
    }

    /// What is printed, in whatever order and without blanks.
    private static func characters(_ text: String) -> [Character] { text.filter { !$0.isWhitespace }.sorted() }
}

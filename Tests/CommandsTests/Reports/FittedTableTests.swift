import Testing

@testable import Commands

@Suite("Tables that fit a width")
struct FittedTableTests {
    /// What stands in a column, put together again.
    private static func column(_ number: Int, of rows: [[String]], width: Int) throws -> String {
        var table = FittedTable(["attribute", "from", "to"], width: width)
        for row in rows { table.add(row) }
        let lines = table.text(.plain).split(separator: "\n").map(String.init)
        let heading = try #require(lines.first)
        let from = try #require(heading.firstRange(of: ["attribute", "from", "to"][number]))
        let start = heading.distance(from: heading.startIndex, to: from.lowerBound)
        let end =
            number == 2
            ? Int.max
            : heading.distance(
                from: heading.startIndex,
                to: try #require(heading.firstRange(of: ["from", "to"][number])).lowerBound
            )
        return lines.dropFirst().map { line in
            String(line.dropFirst(start).prefix(end - start)).trimmingBlanks
        }.joined()
    }

    @Test("what does not fit goes on below, whatever the width is", arguments: [40, 60, 100, 400])
    func whole(_ width: Int) throws {
        let old = "a." + String(repeating: "very.long.", count: 5) + "name@fabrikam.test"
        let new = old.replacing("fabrikam", with: "contoso")
        let row = ["userPrincipalName", old, new]
        #expect(try Self.column(1, of: [row], width: width) == old)
        #expect(try Self.column(2, of: [row], width: width) == new)
        var table = FittedTable(["attribute", "from", "to"], width: width)
        table.add(row)
        #expect(table.text(.plain).split(separator: "\n").allSatisfy { $0.count <= width })
    }

    @Test("a table that fits has one line for each row")
    func fits() {
        var table = FittedTable(["objects", "attribute"], width: 40, rightAligned: [0])
        table.add(["12", "mail"])
        table.add(["1", "title"])
        #expect(table.text(.plain) == "objects  attribute\n     12  mail\n      1  title")
    }

    @Test("columns of several words give way before addresses do")
    func words() {
        var table = FittedTable(["who", "rule"], width: 50)
        table.add(["ada.andersson@fabrikam.test", "Out to AAD - User ExchangeOnline"])
        #expect(table.text(.plain).contains("ada.andersson@fabrikam.test  Out to AAD - User"))
    }

    @Test("wide characters are folded by the columns that they take")
    func wide() {
        #expect(FoldedText.lines("漢字漢字漢", width: 4) == ["漢字", "漢字", "漢"])
    }

    @Test("long values that begin alike are told apart")
    func values() {
        let beginning = String(repeating: "x", count: 300)
        let (old, new) = (beginning + "old" + beginning, beginning + "new" + beginning)
        let shown = ValueText.joined([old], besides: [new])
        #expect(shown.contains("old") && shown != ValueText.joined([new], besides: [old]))
        #expect(shown.count < 130)
        #expect(ValueText.joined([beginning], besides: ["y"]) == String(repeating: "x", count: 120) + "…")
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        var text = self
        while text.hasSuffix(" ") { text.removeLast() }
        return text
    }
}

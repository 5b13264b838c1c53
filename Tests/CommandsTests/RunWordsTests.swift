import Testing

@testable import Commands

/// What reports of runs say in one line.
@Suite("Words of runs")
struct RunWordsTests {
    @Test("what must not be missed stands first")
    func order() {
        #expect(PendingCounts.text(["add": 3, "update": 28, "delete": 2]) == "2 deletions, 28 updates and 3 additions")
        #expect(PendingCounts.text(["update": 6, "delete": 1, "add": 0]) == "1 deletion and 6 updates")
        #expect(PendingCounts.text([:]) == "no change")
    }

    @Test(
        "what is not shown is said to stand where it can be read again",
        arguments: [
            (0, 3, 7, []), (4, 7, 7, ["  … and 4 more; `dryad sync history 7` lists all."]),
            (18, 21, 7, ["  … and 18 more; `dryad sync history 7 --output json` lists all."]),
            (1998, 2001, 7, ["  … and 1998 more; `dryad sync history 7 --output json` lists the first 1000."]),
            (4, 7, nil, ["  … and 4 more."]),
        ] as [(Int, Int, Int?, [String])]
    )
    func hint(_ hidden: Int, _ all: Int, _ run: Int?, _ lines: [String]) {
        #expect(HistoryHint.text(hidden: hidden, of: all, run: run) == lines)
    }
}

import Directory
import SyncEngine
import Testing

@Suite("How the simulated copy of a forest differs from it")
struct CopiedChangeTests {
    private let table = AttributeTable()

    private func number(_ name: AttributeName) throws -> AttributeID { try #require(table.identifier(for: name)) }

    private func entry(_ values: [AttributeName: [String]], dn: String = "") throws -> PackedEntry {
        var packer = EntryPacker()
        packer.begin(dn: dn)
        for (name, texts) in values {
            let attribute = try number(name)
            for text in texts { packer.add(attribute, text: text) }
        }
        return packer.finish()
    }

    private struct Case: Sendable, CustomStringConvertible {
        let description: String
        let base: [String]
        let written: [String]
        var isMerged = false
        /// What the forest has now.
        let real: [String]
        /// What the copy has then.
        let copy: [String]
        /// Whether the copy differs from the forest from then on.
        var differs = true
    }

    private static let cases = [
        Case(description: "as it was", base: ["a"], written: ["b"], real: ["a"], copy: ["b"]),
        Case(description: "another order", base: ["a", "b"], written: ["c"], real: ["b", "a"], copy: ["c"]),
        Case(description: "new", base: [], written: ["b"], real: [], copy: ["b"]),
        Case(description: "emptied", base: ["a"], written: [], real: ["a"], copy: []),
        Case(description: "changed", base: ["a"], written: ["b"], real: ["c"], copy: ["c"], differs: false),
        Case(description: "removed", base: ["a"], written: ["b"], real: [], copy: [], differs: false),
        Case(description: "the same", base: ["a"], written: ["b"], real: ["b"], copy: ["b"], differs: false),
        Case(description: "merged", base: ["a"], written: ["a", "b"], isMerged: true, real: ["a"], copy: ["a", "b"]),
        Case(
            description: "merged, and another one",
            base: ["a"],
            written: ["a", "b"],
            isMerged: true,
            real: ["a", "c"],
            copy: ["a", "b", "c"]
        ),
        Case(
            description: "merged, and one less",
            base: ["a", "b"],
            written: ["b", "c"],
            isMerged: true,
            real: ["a"],
            copy: ["c"]
        ),
        Case(
            description: "merged, and the forest has it too",
            base: ["a"],
            written: ["a", "b"],
            isMerged: true,
            real: ["a", "b"],
            copy: ["a", "b"],
            differs: false
        ),
    ]

    @Test(
        "it is as it was written where the forest has not changed, and where it has the last writer wins",
        arguments: cases
    )
    private func applied(_ example: Case) throws {
        let mail = try number("mail")
        let change = CopiedChange(
            base: try entry(["mail": example.base]),
            written: try entry(["mail": example.written]),
            attributes: [mail],
            merged: example.isMerged ? [mail] : []
        )
        let real = try entry(["mail": example.real, "title": ["Buyer"]], dn: "CN=a")
        let copy = try entry(["mail": example.copy, "title": ["Buyer"]], dn: "CN=a")
        #expect(change.applied(to: real) == copy)
        let rebased = change.rebased(on: real)
        #expect(rebased.attributes == (example.differs ? [mail] : []))
        #expect(rebased.applied(to: real) == copy)
        #expect((rebased == change) == (Set(example.base) == Set(example.real)))
    }

    @Test("what is written on top of something keeps what the forest had before either")
    func composed() throws {
        let (mail, title, company) = (try number("mail"), try number("title"), try number("company"))
        let real = try entry(["mail": ["m"], "title": ["t"]], dn: "CN=a")
        let first = CopiedChange(
            WriteBack(
                values: try entry(["mail": ["n"], "title": ["u"]]),
                attributes: [mail, title],
                merged: [mail, title]
            ),
            to: real
        )
        let second = CopiedChange(
            WriteBack(
                values: try entry(["company": ["c"]]),
                attributes: [mail, company],
                merged: [company]
            ),
            to: first.applied(to: real),
            after: first
        )
        #expect(second.attributes == [mail, title, company] && second.merged == [title, company])
        #expect(second.base == (try entry(["mail": ["m"], "title": ["t"]])))
        #expect(second.written == (try entry(["title": ["u"], "company": ["c"]])))
        #expect(second.applied(to: real) == (try entry(["title": ["u"], "company": ["c"]], dn: "CN=a")))
    }

    @Test("what was written is imposed on whatever is there, and a second time changes nothing")
    func imposed() throws {
        let (mail, title) = (try number("mail"), try number("title"))
        let change = CopiedChange(
            base: try entry([:]),
            written: try entry(["mail": ["n"]]),
            attributes: [mail, title],
            merged: []
        )
        let once = change.imposed(on: try entry(["mail": ["x", "y"], "title": ["t"], "cn": ["a"]], dn: "CN=a"))
        #expect(once == (try entry(["mail": ["n"], "cn": ["a"]], dn: "CN=a")))
        #expect(change.imposed(on: once) == once)
    }
}

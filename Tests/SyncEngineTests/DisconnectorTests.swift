import Directory
import SyncEngine
import SyncRules
import Testing

@Suite("Objects that a target has already")
struct DisconnectorTests {
    private let table = AttributeTable()

    private func entry(_ values: [AttributeName: [String]], dn: String = "") throws -> PackedEntry {
        var packer = EntryPacker()
        packer.begin(dn: dn)
        for (name, texts) in values.sorted(by: { $0.key < $1.key }) {
            let attribute = try #require(table.identifier(for: name))
            for text in texts { packer.add(attribute, text: text) }
        }
        return packer.finish()
    }

    private struct Case: Sendable, CustomStringConvertible {
        let description: String
        let wanted: [AttributeName: [String]]
        let theirs: [AttributeName: [String]]
        var empty: [AttributeName]? = nil
        /// What the target is taken to have, where that is not what is wanted.
        var accepted: [AttributeName: [String]]? = nil
    }

    private static let cases = [
        Case(description: "the same", wanted: ["title": ["a"]], theirs: ["title": ["a"]]),
        Case(description: "another order", wanted: ["mail": ["a", "b"]], theirs: ["mail": ["b", "a"]]),
        Case(
            description: "another value",
            wanted: ["title": ["a"], "mail": ["m"]],
            theirs: ["title": ["b"], "mail": ["m"]],
            accepted: ["title": ["b"], "mail": ["m"]]
        ),
        Case(description: "nothing there", wanted: ["title": ["a"]], theirs: [:], accepted: [:]),
        Case(description: "not known", wanted: ["title": ["a"]], theirs: [:], empty: []),
        Case(description: "known to be empty", wanted: ["title": ["a"]], theirs: [:], empty: ["title"], accepted: [:]),
        Case(description: "not wanted", wanted: [:], theirs: ["title": ["a"]], accepted: ["title": ["a"]]),
        Case(description: "written by no rule", wanted: [:], theirs: ["usageLocation": ["SE"]]),
        Case(
            description: "written at first alone",
            wanted: ["usageLocation": ["DE"]],
            theirs: ["usageLocation": ["SE"]]
        ),
    ]

    /// entra-connect.md 3.3 and 6.1.
    @Test("only what rules write and what is known is a difference", arguments: cases)
    private func accepted(_ example: Case) throws {
        let wanted = try entry(example.wanted, dn: "CN={61}")
        let object = Disconnector(
            connector: .tenant,
            anchor: "a",
            objectClass: "user",
            entry: try entry(example.theirs),
            empty: try example.empty.map { try $0.map { try #require(table.identifier(for: $0)) } }
        )
        let flowing = Set(["title", "mail"].compactMap { table.identifier(for: AttributeName($0)) })
        let accepted = object.accepted(for: wanted, flowing: flowing)
        #expect(accepted == (try entry(example.accepted ?? example.wanted, dn: "CN={61}")))
        #expect((accepted.bytes == wanted.bytes) == (example.accepted == nil))
    }
}

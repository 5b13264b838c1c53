import Directory
import DirectorySchema
import Testing

@Suite("Marks of a schema")
struct SchemaMarksTests {
    /// Marks as `name value`, the source before a colon.
    private static func marks(_ text: String) -> SchemaMarks {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        var values: [String: [String]] = [:]
        for pair in parts[1].split(separator: ",") {
            let words = pair.split(separator: " ")
            values[ASCII.lowercased(String(words[0]))] = [ASCII.hex(Array(words[1].utf8))]
        }
        return SchemaMarks(source: String(parts[0]), values: values)
    }

    private static let cases: [(earlier: String, later: String, said: String)] = [
        ("s:schemaInfo 1,objectVersion 47", "s:schemaInfo 1,objectVersion 47", "same"),
        ("s:schemaInfo 1", "s:schemaInfo 2", "schemaInfo 1 2"),
        ("s:schemaInfo 1,objectVersion 47", "s:schemaInfo 2,objectVersion 69", "schemaInfo 1 2, objectVersion 47 69"),
        // What only one server numbers says nothing where the forest's own mark is there.
        ("s:schemaInfo 1,uSNChanged 5", "s:schemaInfo 1,uSNChanged 6", "same"),
        ("s:schemaInfo 1,invocationId a,uSNChanged 5", "t:schemaInfo 1,invocationId b,uSNChanged 900", "same"),
        ("s:definitions d,createTimestamp 1", "s:definitions d,createTimestamp 2", "same"),
        ("s:definitions d,createTimestamp 1", "s:definitions e,createTimestamp 1", "definitions d e"),
        ("s:invocationId a,uSNChanged 5", "s:invocationId a,uSNChanged 5", "same"),
        ("s:invocationId a,uSNChanged 5", "s:invocationId a,uSNChanged 6", "uSNChanged 5 6"),
        ("s:invocationId a,uSNChanged 5", "t:invocationId a,uSNChanged 6", "uSNChanged 5 6"),
        ("s:invocationId a,uSNChanged 5", "s:invocationId b,uSNChanged 6", "untold"),
        ("s:modifyTimestamp 1", "s:modifyTimestamp 2", "modifyTimestamp 1 2"),
        ("s:modifyTimestamp 1", "t:modifyTimestamp 1", "same"),
        ("s:modifyTimestamp 1", "t:modifyTimestamp 2", "untold"),
        ("s:objectVersion 1,invocationId a", "t:objectVersion 2,invocationId b", "objectVersion 1 2"),
        ("s:objectVersion 1", "s:objectVersion 1", "untold"), ("s:schemaInfo 1", "s:", "untold"),
        ("s:", "s:", "untold"),
        ("s:", "s:schemaInfo 1", "untold"),
    ]

    @Test("tell whether the schema has changed", arguments: cases.indices)
    func comparison(_ index: Int) {
        let (earlier, later, said) = Self.cases[index]
        let found =
            switch Self.marks(later).compared(with: Self.marks(earlier)) {
            case .same: "same"
            case .moved(let moves): moves.map { "\($0.name) \($0.from ?? "-") \($0.to ?? "-")" }.joined(separator: ", ")
            case .untold: "untold"
            }
        #expect(found == said, "\(earlier) / \(later)")
    }
}

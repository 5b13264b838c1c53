import Diagnostics
import Directory
import DirectorySchema
import WizardTasks

/// A schema: in one sentence, what cannot be read, and definitions in full where some are named.
struct SchemaReport: Report {
    static let kind = "schema"
    static let isEnveloped = false

    private let schema: ReadSchema
    private let names: [String]

    init(_ schema: ReadSchema, names: [String]) {
        self.schema = schema
        self.names = names
    }

    var result: SchemaListing { SchemaListing(schema, names: names) }

    func text(_ style: Style) -> String {
        let snapshot = schema.snapshot
        let counts =
            "\(WordList.count(snapshot.classes.count, "class", "classes")) and "
            + WordList.count(snapshot.attributes.count, "attribute")
        var lines: [String] = []
        let version = snapshot.objectVersion.map { ", version \($0)" } ?? ""
        lines.append("\(Terminal.visible(schema.source)): \(counts) (\(snapshot.origin.title)\(version)).")
        lines += UnreadableText.lines(snapshot.unreadable, schema.problems, style)
        for name in names {
            let found = [
                snapshot.objectClass(AttributeName(name)).map { classLines($0, snapshot, style) },
                snapshot.attribute(AttributeName(name)).map { attributeLines($0, style) },
            ].compactMap { $0 }
            lines.append("")
            lines +=
                found.isEmpty
                ? [style.bad("\(Terminal.visible(name)) is neither a class nor an attribute here.")]
                : found.flatMap { $0 }
        }
        return lines.joined(separator: "\n")
    }

    private func attributeLines(_ attribute: AttributeType, _ style: Style) -> [String] {
        let one = SchemaListing.Attribute(attribute, LinkPairs(schema.snapshot))
        let range = [one.rangeLower.map { "from \($0)" }, one.rangeUpper.map { "to \($0)" }].compactMap { $0 }
        let marks = [
            (one.constructed, "constructed"), (one.backLink, "back link"), (one.confidential, "confidential"),
            (one.inGlobalCatalog, "in the global catalog"), (one.readOnly, "written by the server only"),
            (one.defunct, "defunct"),
        ].filter(\.0).map(\.1)
        return table(
            "attribute \(one.name)",
            [
                ("names", one.names.count > 1 ? one.names.joined(separator: " ") : nil), ("OID", one.oid),
                ("syntax", one.syntax.map { "\(one.syntaxName ?? $0) (\($0))" }),
                ("values", one.singleValued ? "one" : "many"),
                ("range", range.isEmpty ? nil : range.joined(separator: " ")), ("superior", one.superior),
                ("linked to", one.linkedTo), ("marks", marks.isEmpty ? nil : marks.joined(separator: ", ")),
                ("about", one.description),
            ],
            style
        )
    }

    private func classLines(_ definition: ObjectClass, _ snapshot: SchemaSnapshot, _ style: Style) -> [String] {
        let one = SchemaListing.Class(definition, snapshot)
        func list(_ names: [String]) -> String? { names.isEmpty ? nil : names.joined(separator: " ") }
        return table(
            "class \(one.name)",
            [
                ("OID", one.oid), ("kind", one.kind), ("below", list(one.superiors)),
                ("auxiliary", list(one.auxiliaries)), ("must hold", list(one.effectiveMust)),
                ("may hold", "\(one.effectiveMay.count) attributes, \(one.may.count) of its own list"),
                ("its own list", list(one.may)), ("about", one.description),
            ],
            style
        )
    }

    private func table(_ heading: String, _ rows: [(String, String?)], _ style: Style) -> [String] {
        var table = TextTable([])
        for case (let title, let value?) in rows { table.add([title, value]) }
        return [style.strong(Terminal.visible(heading)), table.text(style, indent: "  ")]
    }
}

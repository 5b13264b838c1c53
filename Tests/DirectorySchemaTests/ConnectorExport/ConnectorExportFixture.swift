import Directory
import DirectorySchema
import Foundation
import MarkupReading
import TestSupport

/// Schemas in the form of an exported configuration, whole files and small ones written as a test needs them.
enum ConnectorExportFixture {
    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: Fixture.url("ConnectorExport/\(name).xml")))
    }

    /// Definitions within a schema by itself.
    static func document(_ definitions: String) -> String {
        """
        <dsml xmlns="http://www.dsml.org/DSML" xmlns:m="http://www.microsoft.com/MMS/DSML"><directory-schema>
        \(definitions)
        </directory-schema></dsml>
        """
    }

    static func read(_ text: String) throws(MarkupError) -> ConnectorExportSchema {
        try ConnectorExportReader.read(text.utf8)
    }

    /// Everything that a schema says, a line each.
    static func listing(_ schema: ConnectorExportSchema) -> String {
        let snapshot = schema.snapshot
        var lines = ["\(schema.name ?? "-") \(schema.identifier ?? "-") \(schema.category ?? "-")"]
        lines.append("origin: \(snapshot.origin.title)")
        for attribute in snapshot.attributes {
            let values = attribute.isSingleValued ? "one" : "many"
            let readOnly = attribute.isReadOnly == true ? ", read only" : ""
            let range = "\(attribute.rangeLower.map { "\($0)" } ?? "")..\(attribute.rangeUpper.map { "\($0)" } ?? "")"
            lines.append(
                "attribute \(attribute.name): \(attribute.syntax?.name ?? "-"), \(values), \(range)\(readOnly)"
            )
        }
        for definition in snapshot.classes {
            lines.append("class \(definition.name): \(definition.kind.rawValue) below \(definition.superior ?? "-")")
            lines.append("  own: must \(definition.must), may \(definition.may)")
            if let rule = definition.contentRule { lines.append("  rule: must \(rule.must), may \(rule.may)") }
            let allowed = ClassClosure(of: definition.name, in: snapshot)?.attributes ?? [:]
            for (name, allowance) in allowed.sorted(by: { $0.key < $1.key }) {
                lines.append("    \(name)\(allowance.isRequired ? ", required" : "") through \(allowance.through)")
            }
        }
        lines += snapshot.unreadable.map { "unreadable \($0.place): \($0.reason)" }
        return lines.joined(separator: "\n") + "\n"
    }
}

import Diagnostics
import Directory
import DirectorySchema
import Foundation

/// The values of a subschema entry, as a server gave them, in memory.
struct SubschemaFile {
    private struct Unreadable: Error, CustomStringConvertible {
        let description: String
    }

    private let definitions: [(kind: DefinitionKind, text: [UInt8])]
    private let counts: [(kind: DefinitionKind, count: Int)]

    /// Reads an LDIF file of one entry.
    init(_ path: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        guard let record = LDIFReader.read(SourceText(name: path, text: text)).records.first else {
            throw Unreadable(description: "\(path) holds no entry")
        }
        definitions = record.values.compactMap { value in
            DefinitionKind.allCases.first { AttributeName($0.attribute) == value.name }.map { ($0, value.bytes) }
        }
        let kinds = definitions.map(\.kind)
        counts = DefinitionKind.allCases.map { kind in (kind, kinds.count { $0 == kind }) }
    }

    /// All of it as a schema.
    func parse() -> SchemaSnapshot {
        var reader = SubschemaReader()
        for (kind, count) in counts { reader.reserve(count, of: kind) }
        for definition in definitions {
            reader.add(definition.kind, definition.text[...], place: definition.kind.attribute)
        }
        return (consume reader).snapshot()
    }
}

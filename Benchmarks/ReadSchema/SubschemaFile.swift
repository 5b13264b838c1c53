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

    /// Reads an LDIF file of one entry.
    init(_ path: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        guard let record = LDIFReader.read(SourceText(name: path, text: text)).records.first else {
            throw Unreadable(description: "\(path) holds no entry")
        }
        definitions = record.values.compactMap { value in
            DefinitionKind.allCases.first { AttributeName($0.attribute) == value.name }.map { ($0, value.bytes) }
        }
    }

    /// All of it as a schema.
    func parse() -> SchemaSnapshot {
        var reader = SubschemaReader()
        for definition in definitions {
            reader.add(definition.kind, definition.text[...], place: definition.kind.attribute)
        }
        return reader.snapshot()
    }
}

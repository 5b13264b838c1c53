import DirectorySchema
import Foundation
import TestSupport

/// The schema of a forester's directory in the dialects of several servers, below `Fixtures/Schemas`.
enum SchemaFileFixture {
    static let names = [
        "grove.schema", "grove.config.ldif", "grove.389.ldif", "grove.edirectory.ldif", "grove.ad.ldif",
        "grove.listing.txt",
    ]

    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: Fixture.root.appending(path: "Schemas/\(name)")))
    }

    static func document(_ bytes: [UInt8], name: String = "file") throws -> SchemaDocument {
        var assembler = SchemaAssembler()
        try assembler.add(bytes, name: name)
        return assembler.document()
    }

    static func document(_ text: String) throws -> SchemaDocument { try document(Array(text.utf8)) }

    /// Files on each other, the first one the base.
    static func snapshot(_ texts: String...) throws -> SchemaSnapshot {
        var assembler = SchemaAssembler()
        for (number, text) in texts.enumerated() { try assembler.add(Array(text.utf8), name: "file \(number + 1)") }
        return assembler.document().snapshot
    }
}

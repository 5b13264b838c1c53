import Testing

@testable import DirectorySchema

/// The reader of plain definitions beside the one of all definitions.
enum BothReaders {
    /// What a reader makes of a definition, spellings and all.
    private struct Reading: Equatable {
        let element: String
        let attribute: AttributeType?
        let objectClass: ObjectClass?

        init(_ attribute: AttributeType) {
            (element, self.attribute, objectClass) = ("\(attribute)", attribute, nil)
        }

        init(_ definition: ObjectClass) { (element, attribute, objectClass) = ("\(definition)", nil, definition) }
    }

    private static func plain(
        _ kind: DefinitionKind,
        _ text: ArraySlice<UInt8>,
        _ reader: inout PlainReader
    ) -> Reading? {
        if kind == .attributeType {
            var attributes: [AttributeType] = []
            let isPlain = reader.attribute(text, into: &attributes)
            #expect(attributes.count == (isPlain ? 1 : 0))
            return attributes.first.map { Reading($0) }
        }
        var classes: [ObjectClass] = []
        let isPlain = reader.objectClass(text, into: &classes)
        #expect(classes.count == (isPlain ? 1 : 0))
        return classes.first.map { Reading($0) }
    }

    private static func detailed(_ kind: DefinitionKind, _ text: ArraySlice<UInt8>) throws -> Reading {
        let definition = try DefinitionReader.read(text)
        return kind == .attributeType ? Reading(AttributeType(definition)) : Reading(ObjectClass(definition))
    }

    /// Reads a definition as both kinds in both ways, and says how often it was plain.
    static func compare(_ text: ArraySlice<UInt8>, _ reader: inout PlainReader) -> Int {
        var count = 0
        for kind in [DefinitionKind.attributeType, .objectClass] {
            guard let plain = plain(kind, text, &reader) else { continue }
            count += 1
            let detailed = try? detailed(kind, text)
            #expect(plain == detailed, "\(String(decoding: text, as: UTF8.self))")
        }
        return count
    }
}

public import Directory

/// Makes a snapshot of the definitions of a subschema entry (RFC 4512 section 4.2).
///
/// Fields may come in any order and OIDs may be names, as real servers write them. A definition that cannot be read is
/// kept and reported in `unreadable`.
public struct SubschemaReader {
    /// The attributes to ask a server for.
    public static let attributes: [AttributeName] =
        DefinitionKind.allCases.map { AttributeName($0.attribute) } + ["extendedAttributeInfo"]

    private var attributes: [AttributeType] = []
    private var classes: [ObjectClass] = []
    private var contentRules: [RawDefinition] = []
    private var supporting: [SupportingDefinition] = []
    private var unreadable: [UnreadableDefinition] = []
    private var ranges: [RawDefinition] = []
    private let macros: OIDMacros

    /// Begins to read.
    public init() { macros = OIDMacros() }

    init(macros: OIDMacros) { self.macros = macros }

    /// Reads the values of a subschema entry.
    public static func read(_ values: (AttributeName) -> [String]) -> SchemaSnapshot {
        var reader = SubschemaReader()
        for kind in DefinitionKind.allCases {
            for (index, text) in values(AttributeName(kind.attribute)).enumerated() {
                reader.add(kind, Array(text.utf8)[...], place: "\(kind.attribute)[\(index)]")
            }
        }
        for text in values("extendedAttributeInfo") { reader.addExtendedInformation(Array(text.utf8)[...]) }
        return reader.snapshot()
    }

    /// How many definitions have been taken so far.
    public var count: Int { attributes.count + classes.count + unreadable.count }

    /// Takes one definition; `offset` is where it begins in its source.
    public mutating func add(_ kind: DefinitionKind, _ text: ArraySlice<UInt8>, place: String, offset: Int? = nil) {
        do throws(DefinitionProblem) {
            add(kind, try DefinitionReader.read(text))
        } catch {
            unreadable.append(
                UnreadableDefinition(
                    place: place,
                    reason: error.reason,
                    text: String(decoding: text, as: UTF8.self),
                    offset: offset,
                    position: error.offset
                )
            )
        }
    }

    /// Takes a value of `extendedAttributeInfo`, in which Active Directory's aggregate keeps the ranges of attributes
    /// (MS-ADTS 3.1.1.3.1.1.3.3); one that cannot be read says nothing.
    public mutating func addExtendedInformation(_ text: ArraySlice<UInt8>) {
        if let definition = try? DefinitionReader.read(text) { ranges.append(definition) }
    }

    /// The snapshot of everything that was taken.
    public func snapshot() -> SchemaSnapshot {
        SchemaSnapshot(
            origin: .subschema,
            attributes: SyntaxInheritance.resolved(withRanges(attributes)),
            classes: withContentRules(classes),
            unreadable: unreadable,
            supporting: SupportingDefinition.inOrder(supporting)
        )
    }

    private mutating func add(_ kind: DefinitionKind, _ definition: RawDefinition) {
        switch kind {
        case .attributeType: attributes.append(AttributeType(definition, macros: macros))
        case .objectClass: classes.append(ObjectClass(definition, macros: macros))
        case .contentRule:
            contentRules.append(definition)
            supporting.append(SupportingDefinition(definition, kind, macros: macros))
        default: supporting.append(SupportingDefinition(definition, kind, macros: macros))
        }
    }

    private func withContentRules(_ classes: [ObjectClass]) -> [ObjectClass] {
        guard !contentRules.isEmpty else { return classes }
        let rules = Dictionary(
            contentRules.map { (ASCII.lowercased(macros.resolved($0.identifier)), $0) },
            uniquingKeysWith: { first, _ in first }
        )
        var classes = classes
        for place in classes.indices {
            let identifiers = (classes[place].oid?.dotted, classes[place].identifier, classes[place].name.folded)
            let rule =
                identifiers.0.flatMap { rules[$0] } ?? identifiers.1.flatMap { rules[ASCII.lowercased($0)] }
                ?? rules[identifiers.2]
            if let rule { classes[place].add(rule, macros: macros) }
        }
        return classes
    }

    private func withRanges(_ attributes: [AttributeType]) -> [AttributeType] {
        guard !ranges.isEmpty else { return attributes }
        let known = Dictionary(
            ranges.compactMap { range in OID(range.identifier).map { ($0, range) } },
            uniquingKeysWith: { first, _ in first }
        )
        return attributes.map { attribute in
            guard let oid = attribute.oid, let range = known[oid] else { return attribute }
            var result = attribute
            result.rangeLower = range.first("RANGE-LOWER").flatMap { Int64($0) } ?? result.rangeLower
            result.rangeUpper = range.first("RANGE-UPPER").flatMap { Int64($0) } ?? result.rangeUpper
            return result
        }
    }
}

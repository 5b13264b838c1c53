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
    /// Rules with the OID or the name of their class, in lower case.
    private var contentRules: [(String, ContentRule)] = []
    private var supporting: [SupportingDefinition] = []
    private var unreadable: [UnreadableDefinition] = []
    private var ranges: [RawDefinition] = []
    private let macros: OIDMacros
    /// Nothing where names may stand for OIDs.
    private var plain: PlainReader?

    /// Begins to read.
    public init() { self.init(macros: OIDMacros()) }

    init(macros: OIDMacros) {
        self.macros = macros
        plain = macros.isEmpty ? PlainReader() : nil
    }

    /// Reads the values of a subschema entry.
    public static func read(_ values: (AttributeName) -> [String]) -> SchemaSnapshot {
        var reader = SubschemaReader()
        for kind in DefinitionKind.allCases {
            let texts = values(AttributeName(kind.attribute))
            reader.reserve(texts.count, of: kind)
            for (index, text) in texts.enumerated() {
                reader.add(kind, Array(text.utf8)[...], place: "\(kind.attribute)[\(index)]")
            }
        }
        for text in values("extendedAttributeInfo") { reader.addExtendedInformation(Array(text.utf8)[...]) }
        return (consume reader).snapshot()
    }

    /// How many definitions have been taken so far.
    public var count: Int { attributes.count + classes.count + unreadable.count }

    /// Makes room for so many definitions of a kind.
    public mutating func reserve(_ count: Int, of kind: DefinitionKind) {
        switch kind {
        case .attributeType: attributes.reserveCapacity(count)
        case .objectClass: classes.reserveCapacity(count)
        default: break
        }
    }

    /// Takes one definition; `offset` is where it begins in its source.
    public mutating func add(_ kind: DefinitionKind, _ text: ArraySlice<UInt8>, place: String, offset: Int? = nil) {
        if addPlain(kind, text) { return }
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
    public consuming func snapshot() -> SchemaSnapshot {
        // Taken out of here, the lists are nobody else's, and nothing in them has to be copied.
        var (attributes, classes): ([AttributeType], [ObjectClass]) = ([], [])
        swap(&attributes, &self.attributes)
        swap(&classes, &self.classes)
        addRanges(to: &attributes)
        SyntaxInheritance.resolve(&attributes)
        addContentRules(to: &classes)
        return SchemaSnapshot(
            origin: .subschema,
            attributes: consume attributes,
            classes: consume classes,
            unreadable: unreadable,
            supporting: SupportingDefinition.inOrder(supporting)
        )
    }

    /// Takes a definition in the plain form, which nearly all have; false for the others.
    private mutating func addPlain(_ kind: DefinitionKind, _ text: ArraySlice<UInt8>) -> Bool {
        switch kind {
        case .attributeType: plain?.attribute(text, into: &attributes) ?? false
        case .objectClass: plain?.objectClass(text, into: &classes) ?? false
        default: false
        }
    }

    private mutating func add(_ kind: DefinitionKind, _ definition: RawDefinition) {
        switch kind {
        case .attributeType: attributes.append(AttributeType(definition, macros: macros))
        case .objectClass: classes.append(ObjectClass(definition, macros: macros))
        case .contentRule:
            let identifier = ASCII.lowercased(macros.resolved(definition.identifier))
            contentRules.append((identifier, ContentRule(definition, macros: macros)))
            supporting.append(SupportingDefinition(definition, kind, macros: macros))
        default: supporting.append(SupportingDefinition(definition, kind, macros: macros))
        }
    }

    private func addContentRules(to classes: inout [ObjectClass]) {
        guard !contentRules.isEmpty else { return }
        let rules = Dictionary(
            contentRules,
            uniquingKeysWith: { first, _ in first }
        )
        for place in classes.indices {
            // Asked in place: a class is large.
            let rule =
                classes[place].oid.flatMap { rules[$0.dotted] }
                ?? classes[place].identifier.flatMap { rules[ASCII.lowercased($0)] }
                ?? rules[classes[place].name.folded]
            if let rule { classes[place].contentRule = rule }
        }
    }

    private func addRanges(to attributes: inout [AttributeType]) {
        guard !ranges.isEmpty else { return }
        let known = Dictionary(
            ranges.compactMap { range in OID(range.identifier).map { ($0, range) } },
            uniquingKeysWith: { first, _ in first }
        )
        for place in attributes.indices {
            guard let oid = attributes[place].oid, let range = known[oid] else { continue }
            if let least = range.first("RANGE-LOWER").flatMap({ Int64($0) }) { attributes[place].rangeLower = least }
            if let most = range.first("RANGE-UPPER").flatMap({ Int64($0) }) { attributes[place].rangeUpper = most }
        }
    }
}

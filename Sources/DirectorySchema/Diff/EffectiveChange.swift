public import Directory

/// What entries of a class may hold since something around the class changed: a superior, an auxiliary class.
public struct EffectiveChange: Sendable, Hashable, Codable {
    /// An attribute that a class gained or lost.
    public struct Part: Sendable, Hashable, Codable {
        /// The attribute.
        public let attribute: AttributeName
        /// The class in whose list it stands, or stood.
        public let through: AttributeName

        /// Makes a part.
        public init(attribute: AttributeName, through: AttributeName) {
            self.attribute = attribute
            self.through = through
        }
    }

    /// The class.
    public let objectClass: AttributeName
    /// Attributes that entries may hold now.
    public let gained: [Part]
    /// Attributes that entries can no longer hold.
    public let lost: [Part]
    /// Attributes that entries must hold now and needed not.
    public let required: [AttributeName]
    /// Attributes that entries need not hold any more.
    public let released: [AttributeName]

    private enum CodingKeys: String, CodingKey {
        case gained, lost, required, released
        case objectClass = "class"
    }

    /// Makes a change.
    public init(
        objectClass: AttributeName,
        gained: [Part],
        lost: [Part],
        required: [AttributeName],
        released: [AttributeName]
    ) {
        self.objectClass = objectClass
        self.gained = gained
        self.lost = lost
        self.required = required
        self.released = released
    }

    /// What differs for the classes that both schemas have, in the order of their names.
    public static func between(_ old: SchemaSnapshot, _ new: SchemaSnapshot, _ diff: SchemaDiff) -> [EffectiveChange] {
        let classes = diff.changes.filter { $0.element == .objectClass }
        let changed = Set(classes.flatMap { [$0.name.folded, $0.oldName.folded] })
        guard !changed.isEmpty else { return [] }
        let attributes = ElementPairing(old.attributes, new.attributes)
        let affected = ClassDependence(old).affected(by: changed).union(ClassDependence(new).affected(by: changed))
        let isOfConnector = SchemaExpression(old, new, all: false).isOfConnector
        return ElementPairing(old.classes, new.classes).pairs.compactMap { pair in
            guard let (earlier, later) = pair.both, affected.contains(later.name.folded),
                let before = ClassClosure(of: earlier.name, in: old), let after = ClassClosure(of: later.name, in: new)
            else { return nil }
            let renamed = Dictionary(
                before.attributes.map { (attributes.newName(of: $0.key), $0.value) },
                uniquingKeysWith: { first, _ in first }
            )
            guard isOfConnector else { return change(later.name, renamed, after.attributes) }
            return change(later.name, visible(renamed), visible(after.attributes))
        }
    }

    /// Without what the connector's cache hides, and nothing required that it never requires.
    private static func visible(
        _ attributes: [AttributeName: ClassClosure.Allowance]
    ) -> [AttributeName: ClassClosure.Allowance] {
        var visible = attributes.filter { !ConnectorCache.hidden.contains($0.key) }
        for name in ConnectorCache.notRequired {
            if let allowance = visible[name] { visible[name] = .init(through: allowance.through, isRequired: false) }
        }
        return visible
    }

    private static func change(
        _ name: AttributeName,
        _ before: [AttributeName: ClassClosure.Allowance],
        _ after: [AttributeName: ClassClosure.Allowance]
    ) -> EffectiveChange? {
        var (gained, lost): ([Part], [Part]) = ([], [])
        var (required, released): ([AttributeName], [AttributeName]) = ([], [])
        for (attribute, allowance) in after {
            guard let earlier = before[attribute] else {
                gained.append(Part(attribute: attribute, through: allowance.through))
                if allowance.isRequired { required.append(attribute) }
                continue
            }
            if allowance.isRequired, !earlier.isRequired { required.append(attribute) }
            if !allowance.isRequired, earlier.isRequired { released.append(attribute) }
        }
        for (attribute, allowance) in before where after[attribute] == nil {
            lost.append(Part(attribute: attribute, through: allowance.through))
        }
        guard !(gained.isEmpty && lost.isEmpty && required.isEmpty && released.isEmpty) else { return nil }
        return EffectiveChange(
            objectClass: name,
            gained: gained.sorted { $0.attribute < $1.attribute },
            lost: lost.sorted { $0.attribute < $1.attribute },
            required: required.sorted(),
            released: released.sorted()
        )
    }
}

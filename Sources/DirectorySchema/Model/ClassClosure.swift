public import Directory

/// Everything that entries of one class may and must hold: the class's own lists, those of its auxiliary classes and
/// of everything above (MS-ADTS 3.1.1.2.4.5).
public struct ClassClosure: Sendable, Hashable {
    /// The class.
    public let name: AttributeName
    /// The chain from the class itself up to `top`.
    public let chain: [AttributeName]
    /// The auxiliary classes that any class of the chain brings in, in the order they were met.
    public let auxiliaries: [AttributeName]
    /// Classes that are named somewhere and defined nowhere.
    public let missing: [AttributeName]
    /// Each allowed attribute with the class that brings it in; required ones are marked.
    public let attributes: [AttributeName: Allowance]

    /// How an attribute comes to a class.
    public struct Allowance: Sendable, Hashable {
        /// The class in whose list it stands.
        public let through: AttributeName
        /// Whether an entry must hold it.
        public let isRequired: Bool
    }

    /// Whether entries of the class may hold the attribute.
    public func allows(_ attribute: AttributeName) -> Bool { attributes[attribute] != nil }

    /// Walks a schema from a class; nothing when the class is not there.
    ///
    /// Circles end where they close.
    public init?(of name: AttributeName, in schema: SchemaSnapshot) {
        guard let start = schema.objectClass(name) else { return nil }
        var walk = Walk(schema: schema)
        walk.climb(from: start, asAuxiliary: false)
        self.name = start.name
        chain = walk.chain
        auxiliaries = walk.auxiliaries
        missing = walk.missing
        attributes = walk.attributes
    }

    private struct Walk {
        let schema: SchemaSnapshot
        var chain: [AttributeName] = []
        var auxiliaries: [AttributeName] = []
        var missing: [AttributeName] = []
        var attributes: [AttributeName: Allowance] = [:]
        private var visited: Set<String> = []

        init(schema: SchemaSnapshot) {
            self.schema = schema
            // A user of Active Directory may hold some four hundred.
            attributes.reserveCapacity(512)
        }

        /// The whole chain before its auxiliaries: an auxiliary class has the same `top`, which must not end the chain.
        mutating func climb(from start: ObjectClass, asAuxiliary: Bool) {
            var climbed: [ObjectClass] = []
            var current: ObjectClass? = start
            while let definition = current, visited.insert(definition.name.folded).inserted {
                if asAuxiliary { auxiliaries.append(definition.name) } else { chain.append(definition.name) }
                allow(definition)
                climbed.append(definition)
                guard let superior = definition.superior, superior != definition.name else { break }
                current = schema.objectClass(superior)
                if current == nil { note(missing: superior) }
            }
            for auxiliary in climbed.flatMap(\.auxiliaries) {
                guard let found = schema.objectClass(auxiliary) else {
                    note(missing: auxiliary)
                    continue
                }
                climb(from: found, asAuxiliary: true)
            }
        }

        private mutating func allow(_ definition: ObjectClass) {
            for attribute in definition.must { add(attribute, through: definition.name, isRequired: true) }
            for attribute in definition.may { add(attribute, through: definition.name, isRequired: false) }
        }

        private mutating func add(_ attribute: AttributeName, through: AttributeName, isRequired: Bool) {
            if let known = attributes[attribute], known.isRequired || !isRequired { return }
            attributes[attribute] = Allowance(through: through, isRequired: isRequired)
        }

        private mutating func note(missing name: AttributeName) {
            if !missing.contains(name) { missing.append(name) }
        }
    }
}

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
        walk.climb(from: start)
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
        private var unknown: Set<String> = []

        init(schema: SchemaSnapshot) {
            self.schema = schema
            // A user of Active Directory may hold some four hundred.
            attributes.reserveCapacity(512)
        }

        /// The whole chain before its auxiliaries: an auxiliary class has the same `top`, which must not end the chain.
        mutating func climb(from start: ObjectClass) {
            let climbed = up(from: start)
            chain = climbed.map(\.name)
            auxiliaries = side(of: climbed).map(\.name)
            for rule in climbed.compactMap(\.contentRule) { permit(rule) }
        }

        /// A class and all above it that were not met yet, the nearest first.
        private mutating func up(from start: ObjectClass) -> [ObjectClass] {
            var climbed: [ObjectClass] = []
            var waiting = [start]
            while let definition = waiting.popLast() {
                guard visited.insert(definition.name.folded).inserted else { continue }
                allow(definition)
                climbed.append(definition)
                for superior in definition.superiors.reversed() {
                    if let found = find(superior) { waiting.append(found) }
                }
            }
            return climbed
        }

        /// The auxiliary classes of classes, theirs, and so on, each with what is above it.
        private mutating func side(of classes: [ObjectClass]) -> [ObjectClass] {
            var found: [ObjectClass] = []
            var waiting = classes.flatMap(\.auxiliaries)[...]
            while let name = waiting.popFirst() {
                guard let auxiliary = find(name) else { continue }
                let climbed = up(from: auxiliary)
                found += climbed
                waiting += climbed.flatMap(\.auxiliaries)
            }
            return found
        }

        private mutating func find(_ name: AttributeName) -> ObjectClass? {
            let found = schema.objectClass(name)
            if found == nil, unknown.insert(name.folded).inserted { missing.append(name) }
            return found
        }

        private mutating func allow(_ definition: ObjectClass) {
            for attribute in definition.must { add(attribute, through: definition.name, isRequired: true) }
            for attribute in definition.may { add(attribute, through: definition.name, isRequired: false) }
            guard let rule = definition.contentRule else { return }
            for attribute in rule.must { add(attribute, through: definition.name, isRequired: true) }
            for attribute in rule.may { add(attribute, through: definition.name, isRequired: false) }
        }

        /// What auxiliary classes bring that an entry may take: allowed, and required of nobody.
        private mutating func permit(_ rule: ContentRule) {
            var walk = Walk(schema: schema)
            walk.visited = visited
            for auxiliary in rule.auxiliaries {
                guard let found = find(auxiliary) else { continue }
                _ = walk.side(of: walk.up(from: found))
            }
            for (attribute, allowance) in walk.attributes {
                add(attribute, through: allowance.through, isRequired: false)
            }
            for attribute in rule.not { attributes[schema.attribute(attribute)?.name ?? attribute] = nil }
        }

        private mutating func add(_ attribute: AttributeName, through: AttributeName, isRequired: Bool) {
            // A list may use a second name, or an OID.
            let attribute = schema.attribute(attribute)?.name ?? attribute
            if let known = attributes[attribute], known.isRequired || !isRequired { return }
            attributes[attribute] = Allowance(through: through, isRequired: isRequired)
        }
    }
}

import Directory
import MarkupReading

/// Makes a snapshot of the definitions of a DSML schema, which refer to each other before and after they are defined.
struct DSMLSchemaBuilder {
    private typealias Reference = DSMLDefinition.Reference

    private struct Class {
        var definition: ObjectClass
        let superior: Reference?
        let attributes: [Reference]
        let title: String
    }

    private struct Rule {
        let identifier: String
        let attributes: [Reference]
        let auxiliaries: [Reference]
        let element: MarkupElement
    }

    private var attributes: [AttributeType] = []
    private var classes: [Class] = []
    private var rules: [Rule] = []
    private var attributeNames: [String: AttributeName] = [:]
    private var classIndex: [String: Int] = [:]
    private var names: Set<String> = []
    private var unreadable: [UnreadableDefinition] = []

    /// Takes a definition.
    mutating func add(_ element: MarkupElement) {
        let definition = DSMLDefinition(element: element)
        do throws(DSMLDefinition.Failure) {
            let identifier = try definition.identifier()
            switch element.name {
            case DSML.name("attribute-type"): try add(try definition.attributeType(), identifier)
            case DSML.name("class"):
                let found = Class(
                    definition: try definition.objectClass(),
                    superior: try definition.superior(),
                    attributes: try definition.attributes(),
                    title: Self.title(element)
                )
                try add(found, identifier)
            case DSML.addition("dit-content-rule"):
                rules.append(
                    Rule(
                        identifier: identifier,
                        attributes: try definition.attributes(),
                        auxiliaries: try definition.auxiliaries(),
                        element: element
                    )
                )
            default: throw DSMLDefinition.Failure(reason: "definitions of this kind are not known")
            }
        } catch {
            report(error.reason, element)
        }
    }

    /// The snapshot of everything that was taken.
    func snapshot() -> SchemaSnapshot {
        var result = self
        result.resolveClasses()
        result.resolveRules()
        return SchemaSnapshot(
            origin: .connectorExport,
            attributes: result.attributes,
            classes: result.classes.map(\.definition),
            unreadable: result.unreadable.sorted { ($0.offset ?? 0) < ($1.offset ?? 0) }
        )
    }

    private mutating func add(_ type: AttributeType, _ identifier: String) throws(DSMLDefinition.Failure) {
        guard attributeNames[identifier] == nil else { throw taken("id", identifier) }
        guard names.insert("attribute \(type.name.folded)").inserted else { throw taken("name", type.name.spelling) }
        attributeNames[identifier] = type.name
        attributes.append(type)
    }

    private mutating func add(_ found: Class, _ identifier: String) throws(DSMLDefinition.Failure) {
        let name = found.definition.name
        guard classIndex[identifier] == nil else { throw taken("id", identifier) }
        guard names.insert("class \(name.folded)").inserted else { throw taken("name", name.spelling) }
        classIndex[identifier] = classes.count
        classes.append(found)
    }

    private func taken(_ what: String, _ value: String) -> DSMLDefinition.Failure {
        DSMLDefinition.Failure(reason: "its \(what) \(value) is that of an earlier definition")
    }

    private mutating func resolveClasses() {
        for index in classes.indices {
            let found = classes[index]
            if let superior = found.superior {
                classes[index].definition.superior = classIndex[superior.target].map { classes[$0].definition.name }
                if classIndex[superior.target] == nil { reportMissing("superior", superior, in: found.title) }
            }
            let lists = lists(of: found.attributes, in: found.title)
            classes[index].definition.must = lists.must
            classes[index].definition.may = lists.may
        }
    }

    private mutating func resolveRules() {
        for rule in rules {
            let title = Self.title(rule.element)
            guard let index = classIndex[rule.identifier] else {
                report("there is no class of its id", rule.element)
                continue
            }
            guard classes[index].definition.contentRule == nil else {
                report("there is an earlier one for its class", rule.element)
                continue
            }
            // All that there are, since an entry may be given any; they do not say which the class has, and counting
            // them would allow every attribute everywhere. What the class's own bring is in the lists.
            for auxiliary in rule.auxiliaries where classIndex[auxiliary.target] == nil {
                reportMissing("aux-class", auxiliary, in: title)
            }
            classes[index].definition.contentRule = lists(of: rule.attributes, in: title)
        }
    }

    private mutating func lists(of references: [Reference], in title: String) -> ContentRule {
        var (must, may): (Set<AttributeName>, Set<AttributeName>) = ([], [])
        for reference in references {
            guard let name = attributeNames[reference.target] else {
                reportMissing("attribute", reference, in: title)
                continue
            }
            if reference.isRequired { must.insert(name) } else { may.insert(name) }
        }
        return ContentRule(must: must.sorted(), may: may.subtracting(must).sorted())
    }

    private mutating func reportMissing(_ kind: String, _ reference: Reference, in title: String) {
        let definition = UnreadableDefinition(
            place: "\(title), \(reference.position)",
            reason: "its \(kind) #\(reference.target) is defined nowhere, or cannot be read",
            text: "#\(reference.target)",
            offset: reference.position.offset
        )
        unreadable.append(definition)
    }

    private mutating func report(_ reason: String, _ element: MarkupElement) {
        unreadable.append(
            UnreadableDefinition(
                place: "\(Self.title(element)), \(element.position)",
                reason: reason,
                text: element.description,
                offset: element.position.offset
            )
        )
    }

    /// `class C12`, or without an id `class`.
    private static func title(_ element: MarkupElement) -> String {
        [element.name.local, element.attribute("id")].compactMap { $0 }.joined(separator: " ")
    }
}

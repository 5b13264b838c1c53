import Directory
import MarkupReading

/// One definition of a DSML schema, read for what it says by itself; what it refers to is not known yet.
///
/// What becomes of which attribute and element of DSML is said here alone.
struct DSMLDefinition {
    /// Why a definition cannot be read.
    struct Failure: Error {
        let reason: String
    }

    /// A reference to another definition, by its `id`.
    struct Reference: Sendable {
        let target: String
        let isRequired: Bool
        let position: MarkupPosition
    }

    let element: MarkupElement

    /// By what others refer to it.
    func identifier() throws(Failure) -> String {
        guard let id = element.attribute("id"), !id.isEmpty else { throw Failure(reason: "it has no id") }
        return id
    }

    func attributeType() throws(Failure) -> AttributeType {
        let names = try names()
        var type = AttributeType(name: names[0])
        type.aliases = Array(names.dropFirst())
        type.oid = try oid()
        guard let syntax = text("syntax") else { throw Failure(reason: "it has no syntax") }
        type.syntax = AttributeSyntax(ldap: syntax)
        type.isSingleValued = try Self.flag("single-value", of: element)
        type.isReadOnly = try Self.flag("user-modification", of: element, otherwise: true) ? nil : true
        type.rangeLower = try number("range-lower")
        type.rangeUpper = try number("range-upper")
        return type
    }

    func objectClass() throws(Failure) -> ObjectClass {
        let names = try names()
        var definition = ObjectClass(name: names[0])
        definition.aliases = names.count > 1 ? Array(names.dropFirst()) : nil
        definition.oid = try oid()
        guard let type = element.attribute("type") else { throw Failure(reason: "it has no type") }
        guard let kind = ObjectClassKind(rawValue: type) else {
            throw Failure(reason: "its type \(type) means nothing")
        }
        definition.kind = kind
        return definition
    }

    /// The class above, which the topmost does not have.
    func superior() throws(Failure) -> Reference? {
        guard let text = element.attribute("superior") else { return nil }
        let target = try Self.target(text)
        guard target != element.attribute("id") else { return nil }
        return Reference(target: target, isRequired: true, position: element.position)
    }

    /// The attributes that it lists.
    func attributes() throws(Failure) -> [Reference] { try references(DSML.name("attribute")) }

    /// The auxiliary classes that entries may have.
    func auxiliaries() throws(Failure) -> [Reference] { try references(DSML.addition("aux-class")) }

    private func references(_ name: XMLName) throws(Failure) -> [Reference] {
        var references: [Reference] = []
        for child in element.children where child.name == name {
            guard let text = child.attribute("ref") else {
                throw Failure(reason: "<\(name.local)> at \(child.position) has no ref")
            }
            references.append(
                Reference(
                    target: try Self.target(text),
                    isRequired: try Self.flag("required", of: child),
                    position: child.position
                )
            )
        }
        return references
    }

    /// DSML 1.0 writes a reference as a fragment of a URI.
    private static func target(_ text: String) throws(Failure) -> String {
        guard text.hasPrefix("#"), text.utf8.count > 1 else { throw Failure(reason: "“\(text)” refers to nothing") }
        return String(text.dropFirst())
    }

    private func names() throws(Failure) -> [AttributeName] {
        let names = element.children.filter { $0.name == DSML.name("name") }.map { DSML.trimmed($0.text) }
        guard !names.isEmpty, !names.contains("") else { throw Failure(reason: "it has no name") }
        return names.map { AttributeName($0) }
    }

    private func text(_ local: String) -> String? {
        element.child(local, in: DSML.namespace).map { DSML.trimmed($0.text) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    private func oid() throws(Failure) -> OID? {
        guard let text = text("object-identifier") else { return nil }
        guard let oid = OID(text) else { throw Failure(reason: "its object-identifier \(text) is not an OID") }
        return oid
    }

    private static func flag(
        _ local: String,
        of element: MarkupElement,
        otherwise: Bool = false
    ) throws(Failure) -> Bool {
        switch element.attribute(local) {
        case nil: return otherwise
        case "true"?: return true
        case "false"?: return false
        case let text?: throw Failure(reason: "\(local) is \(text), which is neither true nor false")
        }
    }

    private func number(_ local: String) throws(Failure) -> Int64? {
        guard let text = element.attribute(local, in: DSML.additions) else { return nil }
        guard let number = Int64(text) else { throw Failure(reason: "\(local) is \(text), which is not a number") }
        return number
    }
}

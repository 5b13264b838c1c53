public import Directory

/// What one schema says of one attribute or class.
public struct MatrixCell: Sendable, Hashable {
    /// How it stands to the others of its row; the raw value is the character that people see.
    public enum Mark: String, Sendable, Hashable, CaseIterable {
        /// As most of the schemas have it that have it.
        case same = "="
        /// Otherwise than most have it.
        case differs = "~"
        /// In a way that cannot go together with what another one says.
        case conflicts = "!"
        /// It is not there.
        case absent = "-"
        /// It is not known: a definition that cannot be read may be the one, or this kind of schema never tells.
        case unknown = "?"
    }

    /// The essentials of a definition.
    public struct Definition: Sendable, Hashable {
        /// The name by which this schema calls it.
        public let name: AttributeName
        /// Its OID, where it has a number.
        public let oid: OID?
        /// The values of an attribute; nothing of a class, or where it is not known.
        public let syntax: AttributeSyntax?
        /// Whether entries hold one value only; nothing of a class.
        public let isSingleValued: Bool?
        /// What a class may be used for; nothing of an attribute.
        public let kind: ObjectClassKind?
        /// The definition above.
        public let superior: AttributeName?

        init(_ attribute: AttributeType) {
            name = attribute.name
            oid = attribute.oid
            syntax = attribute.syntax
            isSingleValued = attribute.isSingleValued
            kind = nil
            superior = attribute.superior
        }

        init(_ definition: ObjectClass) {
            name = definition.name
            oid = definition.oid
            syntax = nil
            isSingleValued = nil
            kind = definition.kind
            superior = definition.superior
        }
    }

    /// How it stands to the others.
    public let mark: Mark
    /// The definition, where there is one.
    public let definition: Definition?
}

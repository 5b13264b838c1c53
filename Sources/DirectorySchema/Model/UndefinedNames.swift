public import Directory

/// The names that classes of a schema mention and the schema does not define.
///
/// In a whole schema of Active Directory there is none: a server takes no class that names what it does not have, and
/// nothing that a class names can go (MS-ADTS 3.1.1.2.5.1.1). Where some are, definitions are missing; so they are where
/// there is no `top`, which is above every class.
public struct UndefinedNames: Sendable, Hashable {
    /// A name, and where it is mentioned.
    public struct Mention: Sendable, Hashable {
        /// What is not defined.
        public let name: AttributeName
        /// The first class by name that mentions it; nothing of `top`, which has to be there without that.
        public let objectClass: AttributeName?
    }

    /// The names, ascending; each once.
    public let mentions: [Mention]

    /// Looks through the classes: what is above them, their auxiliaries, where they may stand, what they hold.
    public init(in schema: SchemaSnapshot) {
        var found: [AttributeName: AttributeName?] = [:]
        if schema.objectClass("top") == nil { found["top"] = .some(nil) }
        for one in schema.classes {
            for name in one.superiors + one.auxiliaries + one.possibleSuperiors
            where found[name] == nil && schema.objectClass(name) == nil {
                found[name] = one.name
            }
            for name in one.must + one.may where found[name] == nil && schema.attribute(name) == nil {
                found[name] = one.name
            }
        }
        mentions = found.map { Mention(name: $0.key, objectClass: $0.value) }.sorted { $0.name < $1.name }
    }

    /// Why a file with the head of a schema, which says that the schema is whole, cannot be; nothing where it can.
    ///
    /// What could not be read may be what is missing: that is told by itself.
    public static func objection(to schema: SchemaSnapshot) -> String? {
        guard schema.unreadable.isEmpty else { return nil }
        let mentions = UndefinedNames(in: schema).mentions
        guard !mentions.isEmpty else { return nil }
        let some = mentions.prefix(3).map { one in
            "\(one.name.spelling) (\(one.objectClass.map { "in \($0.spelling)" } ?? "above every class"))"
        }
        return
            "it has the head of a schema, so that the schema should be whole, but \(mentions.count) "
            + (mentions.count == 1 ? "name that its classes mention is" : "names that its classes mention are")
            + " defined nowhere, \(mentions.count > some.count ? "such as " : "")\(some.joined(separator: ", ")): it was cut "
            + "off, or filtered when it was written. Write it again without a filter, as by `ldifde -f schema.ldf -d "
            + "\"CN=Schema,CN=Configuration,DC=…\"`, or put what is missing onto it with +"
    }
}

import Directory

/// What is said of entries of a file whose attributes have options.
extension LDIFRecord {
    private static let frame: Set<AttributeName> = ["attributeSchema", "classSchema", "dMD", "crossRef"]

    /// Whether it says something of the forest: the root entry, a domain, a definition of the schema.
    var isOfForest: Bool {
        dn.isEmpty || texts("objectClass").contains { Self.frame.contains(AttributeName($0)) }
    }

    /// Whether it is an object's entry without its name, and no root entry, which has no identity.
    var hasLostName: Bool {
        dn.isEmpty && values.contains { $0.name == "objectGUID" }
            && !values.contains { $0.name == "defaultNamingContext" }
    }

    /// That it holds a part of an attribute's values, where it stands, and what makes it whole.
    func partly(_ attribute: AttributeName, in file: String) -> String {
        "\(file), line \(line): this entry holds a part of the values of \(attribute), in ranges that do not join from 0 to "
            + "the end. Get the others into the entry as well, up to \"\(attribute);range=…-*\", or all of them as \"\(attribute)\"."
    }
}

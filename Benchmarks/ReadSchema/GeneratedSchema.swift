import Directory
import DirectorySchema

/// A schema as large as that of a forest with a groupware installed, or a multiple of it.
struct GeneratedSchema {
    /// The forms in which it is written.
    enum Form: String, CaseIterable {
        /// Entries of Active Directory in LDIF.
        case entries
        /// Definitions of RFC 4512.
        case definitions
    }

    private let bytes: [UInt8]

    /// Writes one of 571 classes and 3391 attributes times the factor; a changed one differs in every tenth definition.
    init(_ form: Form, factor: Int, isChanged: Bool) {
        let (classes, attributes) = (571 * factor, 3391 * factor)
        var text = ""
        for number in 0..<attributes {
            text += Self.attribute(number, form, isSingle: isChanged && number.isMultiple(of: 10))
        }
        for number in 0..<classes {
            // Chains of ten, as deep as real ones, each class with attributes of its own.
            let above = number.isMultiple(of: 10) ? "top" : "generatedClass\(number - 1)"
            let first = number * 6 + (isChanged && number.isMultiple(of: 10) ? 1 : 0)
            let may = (first..<first + 40).map { "generatedAttribute\($0 % attributes)" }
            text += Self.objectClass(number, form, above, may)
        }
        bytes = Array(text.utf8)
    }

    /// Reads it as a schema file is read.
    func read() throws -> SchemaSnapshot {
        var assembler = SchemaAssembler()
        try assembler.add(bytes, name: "generated")
        return assembler.document().snapshot
    }

    private static func attribute(_ number: Int, _ form: Form, isSingle: Bool) -> String {
        let name = "generatedAttribute\(number)"
        switch form {
        case .entries:
            return """
                dn: CN=Generated-Attribute-\(number),CN=Schema,CN=Configuration,DC=X
                objectClass: attributeSchema
                lDAPDisplayName: \(name)
                attributeID: 1.3.6.1.4.1.55555.2.\(number)
                attributeSyntax: 2.5.5.12
                oMSyntax: 64
                isSingleValued: \(isSingle ? "TRUE" : "FALSE")
                rangeUpper: 256
                searchFlags: 1
                schemaIDGUID:: AAECAwQFBgcICQoLDA0ODw==


                """
        case .definitions:
            let flag = isSingle ? " SINGLE-VALUE" : ""
            return "( 1.3.6.1.4.1.55555.2.\(number) NAME '\(name)' EQUALITY caseIgnoreMatch "
                + "SYNTAX 1.3.6.1.4.1.1466.115.121.1.15{256}\(flag) X-ORIGIN 'generated' )\n"
        }
    }

    private static func objectClass(_ number: Int, _ form: Form, _ above: String, _ may: [String]) -> String {
        let name = "generatedClass\(number)"
        switch form {
        case .entries:
            return """
                dn: CN=Generated-Class-\(number),CN=Schema,CN=Configuration,DC=X
                objectClass: classSchema
                lDAPDisplayName: \(name)
                governsID: 1.3.6.1.4.1.55555.3.\(number)
                objectClassCategory: 1
                subClassOf: \(above)
                possSuperiors: container
                \(may.map { "mayContain: \($0)" }.joined(separator: "\n"))


                """
        case .definitions:
            return "( 1.3.6.1.4.1.55555.3.\(number) NAME '\(name)' SUP \(above) STRUCTURAL "
                + "MAY ( \(may.joined(separator: " $ ")) ) )\n"
        }
    }
}

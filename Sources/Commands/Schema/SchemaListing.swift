import Directory
import DirectorySchema

/// A schema as programs get it; version 1 of the form.
struct SchemaListing: Encodable {
    struct Attribute: Encodable {
        let name: String
        let names: [String]
        let oid: String?
        let syntax: String?
        let syntaxName: String?
        let attributeSyntax: String?
        let omSyntax: Int64?
        let singleValued: Bool
        let rangeLower: Int64?
        let rangeUpper: Int64?
        let superior: String?
        let equality: String?
        let ordering: String?
        let substring: String?
        let usage: String?
        let linkID: Int64?
        let linkedTo: String?
        let backLink: Bool
        let constructed: Bool
        let confidential: Bool
        let inGlobalCatalog: Bool
        let readOnly: Bool
        let collective: Bool
        let defunct: Bool
        let searchFlags: Int64
        let systemFlags: Int64
        let schemaIDGUID: String?
        let description: String?
    }

    struct Class: Encodable {
        let name: String
        let names: [String]
        let oid: String?
        let kind: String
        let superior: String?
        let superiors: [String]
        let auxiliaries: [String]
        let must: [String]
        let may: [String]
        let possibleSuperiors: [String]
        let effectiveMust: [String]
        let effectiveMay: [String]
        let contentRule: ContentRule?
        let defunct: Bool
        let schemaIDGUID: String?
        let description: String?
    }

    struct Unreadable: Encodable {
        let text: String
        let reason: String
        let place: String
        let offset: Int?
        let position: Int?

        init(_ definition: UnreadableDefinition) {
            text = definition.text
            reason = definition.reason
            place = definition.place
            offset = definition.offset
            position = definition.position
        }
    }

    let version = 1
    let source: String
    let origin: String
    let objectVersion: Int64?
    let attributes: [Attribute]
    let classes: [Class]
    let supporting: [SupportingDefinition]
    let unreadable: [Unreadable]
    let problems: [SchemaFileProblem]
}

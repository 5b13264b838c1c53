import Directory

/// A definition as it stands in a file, not yet read.
public struct FileDefinition: Sendable {
    /// What it defines.
    public let kind: DefinitionKind
    /// Its text, unfolded.
    public let text: ArraySlice<UInt8>
    /// The file and the line, as in `core.schema, line 12`.
    public let place: String
    /// Where it begins in the file, in bytes.
    public let offset: Int

    /// The word after the first parenthesis in lower case, by which changes name a definition.
    var identifier: String {
        let rest = text.drop { $0 != UInt8(ascii: "(") }.dropFirst().drop { DefinitionReader.isBlank($0) }
        return ASCII.lowercased(String(decoding: rest.prefix { !DefinitionReader.isBlank($0) }, as: UTF8.self))
    }

    /// What a definition without a word before it defines, as far as its fields tell.
    static func kind(of text: ArraySlice<UInt8>) -> DefinitionKind {
        guard let definition = try? DefinitionReader.read(text) else { return .attributeType }
        let classWords: [Keyword] = [.abstract, .structural, .auxiliary, .must, .may]
        if definition.has(.applies) { return .matchingRuleUse }
        if definition.has(.form) { return .structureRule }
        if definition.has(.oc) { return .nameForm }
        if definition.has(.aux) || definition.has(.not) { return .contentRule }
        return classWords.contains(where: definition.has) ? .objectClass : .attributeType
    }
}

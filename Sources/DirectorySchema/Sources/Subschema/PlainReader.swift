import Directory

/// Makes attributes and classes of definitions in the plain form (`PlainCursor`), straight from bytes into the model.
///
/// What it gives is what `DefinitionReader` and the makers of attributes and classes give of the same bytes, in half of the
/// time: no fields are kept, no keyword is looked for twice, and of a name that lists repeat one text is made. It gives
/// nothing where a definition is not plain, and knows nothing of macros.
struct PlainReader {
    /// The names of one definition.
    struct OwnNames {
        /// The number of the first one.
        var first: Int?
        var further: [AttributeName] = []
    }

    /// Further names beyond so many are looked through too slowly here.
    private static let mostNames = 16

    var names = PlainNames()
    private var syntaxWords = WordTable()
    private(set) var syntaxes: [(syntax: AttributeSyntax, length: Int64?)] = []
    private var ruleWords = WordTable()
    private var rules: [String] = []

    /// Puts an attribute behind others; false where the definition is not plain.
    mutating func attribute(_ text: ArraySlice<UInt8>, into attributes: inout [AttributeType]) -> Bool {
        text.withUnsafeBytes { bytes in
            guard var cursor = PlainCursor(bytes) else { return false }
            return attribute(&cursor, into: &attributes)
        }
    }

    /// Puts a class behind others; false where the definition is not plain.
    mutating func objectClass(_ text: ArraySlice<UInt8>, into classes: inout [ObjectClass]) -> Bool {
        text.withUnsafeBytes { bytes in
            guard var cursor = PlainCursor(bytes) else { return false }
            return objectClass(&cursor, into: &classes)
        }
    }

    /// The names of a definition, each once; nothing where they are not plain.
    mutating func ownNames(_ cursor: inout PlainCursor) -> OwnNames? {
        var own = OwnNames()
        let isPlain = cursor.values { word in
            guard let first = own.first else {
                own.first = names.number(of: word)
                return
            }
            let name = names.name(word)
            if own.further.count <= Self.mostNames, name != names[first], !own.further.contains(name) {
                own.further.append(name)
            }
        }
        return isPlain && own.further.count <= Self.mostNames ? own : nil
    }

    /// The name of a rule.
    mutating func rule(_ word: DefinitionWord) -> String {
        let number = ruleWords.number(of: word)
        if number == rules.count { rules.append(word.text) }
        return rules[number]
    }

    /// The place of a syntax, and of the length behind it, among those that were met.
    mutating func syntax(_ word: DefinitionWord) -> Int {
        let number = syntaxWords.number(of: word)
        if number == syntaxes.count { syntaxes.append(AttributeType.syntax(word.text)) }
        return number
    }
}

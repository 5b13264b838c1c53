import Directory

/// Holds a definition to RFC 4512 section 4.1, letter for letter.
///
/// The productions of 4.1.1 to 4.1.7 differ only in their fields, which are a table here. A blank is the space of
/// section 1.4 and nothing else, but for the line ends of a folded definition.
public struct StrictGrammar: ~Copyable {
    /// What stands after a keyword.
    enum Form {
        case none, names, text, oid, oids, syntaxLength, usage, numericOID, ruleIdentifiers
    }

    private let bytes: [UInt8]
    private var index = 0

    private init(_ text: ArraySlice<UInt8>) { bytes = Self.unfolded(text) }

    /// A line end with the blanks behind it is how slapd's files fold a line: it stands for a space.
    private static func unfolded(_ text: ArraySlice<UInt8>) -> [UInt8] {
        guard text.contains(0x0A) else { return Array(text) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var isFolding = false
        for byte in text {
            if byte == 0x0A || byte == 0x0D {
                if !isFolding { bytes.append(0x20) }
                isFolding = true
            } else if !isFolding || byte != 0x20 && byte != 0x09 {
                isFolding = false
                bytes.append(byte)
            }
        }
        return bytes
    }

    /// The first place at which a definition is none of its kind by the letter; nothing where it is one.
    public static func problem(in text: ArraySlice<UInt8>, of kind: DefinitionKind) -> DefinitionProblem? {
        var grammar = StrictGrammar(text)
        do throws(DefinitionProblem) {
            try grammar.definition(kind)
            return nil
        } catch {
            return error
        }
    }

    private mutating func definition(_ kind: DefinitionKind) throws(DefinitionProblem) {
        try expect("(", "a definition begins with a parenthesis")
        skipSpaces()
        if kind == .structureRule { try ruleIdentifier() } else { try numericOID() }
        let fields = Self.fields(of: kind)
        var next = 0
        var found: Set<String> = []
        while true {
            let before = index
            skipSpaces()
            if take(")") { break }
            guard index < bytes.count else { throw problem("the closing parenthesis is missing") }
            guard index > before else { throw problem("a space is missing") }
            let start = index
            let keyword = word().uppercased()
            if keyword.hasPrefix("X-") {
                try extensionName(keyword, at: start)
                try space()
                try texts()
                next = fields.count
                continue
            }
            guard let place = fields.firstIndex(where: { $0.keyword == keyword }) else {
                throw DefinitionProblem(
                    keyword.isEmpty ? "a keyword was expected" : "\(keyword) is no keyword here",
                    at: start
                )
            }
            guard place >= next else { throw DefinitionProblem("\(keyword) stands too late or twice", at: start) }
            // One of the three kinds of classes, not two.
            next =
                fields[place].keyword == "ABSTRACT" || fields[place].keyword == "STRUCTURAL"
                ? (fields.firstIndex { $0.keyword == "AUXILIARY" } ?? place) + 1 : place + 1
            found.insert(keyword)
            try value(fields[place].form)
        }
        guard index == bytes.count else { throw problem("something follows the closing parenthesis") }
        for needed in Self.required(of: kind) where !found.contains(needed) {
            throw DefinitionProblem("\(needed) is missing", at: bytes.count - 1)
        }
    }

    private mutating func value(_ form: Form) throws(DefinitionProblem) {
        guard form != .none else { return }
        try space()
        switch form {
        case .none: break
        case .names: try names()
        case .text: try text()
        case .oid: try oid()
        case .oids: try oids()
        case .numericOID: try numericOID()
        case .syntaxLength:
            try numericOID()
            if take("{") {
                try number()
                try expect("}", "the length does not end")
            }
        case .usage:
            let start = index
            let usages = ["userapplications", "directoryoperation", "distributedoperation", "dsaoperation"]
            guard usages.contains(word().lowercased()) else {
                throw DefinitionProblem("no such usage", at: start)
            }
        case .ruleIdentifiers:
            guard take("(") else { return try ruleIdentifier() }
            skipSpaces()
            try ruleIdentifier()
            while true {
                skipSpaces()
                if take(")") { return }
                try ruleIdentifier()
            }
        }
    }

    private mutating func names() throws(DefinitionProblem) {
        guard take("(") else { return try name() }
        skipSpaces()
        if take(")") { return }
        try name()
        while true {
            let before = index
            skipSpaces()
            if take(")") { return }
            guard index > before else { throw problem("a space is missing between two names") }
            try name()
        }
    }

    private mutating func name() throws(DefinitionProblem) {
        try expect("'", "a name stands in apostrophes")
        try descriptor()
        try expect("'", "a name has letters, digits and hyphens only")
    }

    private mutating func texts() throws(DefinitionProblem) {
        guard take("(") else { return try text() }
        skipSpaces()
        if take(")") { return }
        try text()
        while true {
            let before = index
            skipSpaces()
            if take(")") { return }
            guard index > before else { throw problem("a space is missing between two strings") }
            try text()
        }
    }

    /// A quoted string of at least one character, its apostrophes and backslashes escaped.
    private mutating func text() throws(DefinitionProblem) {
        try expect("'", "a string stands in apostrophes")
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "'") {
            if bytes[index] == UInt8(ascii: "\\") {
                let escape = String(decoding: bytes[index...].prefix(3), as: UTF8.self).uppercased()
                guard escape == "\\27" || escape == "\\5C" else { throw problem("only \\27 and \\5C are escapes") }
                index += 3
            } else {
                index += 1
            }
        }
        guard index < bytes.count else { throw problem("a quoted string does not end") }
        guard index > start else { throw problem("a quoted string is empty") }
        guard String(validating: bytes[start..<index], as: UTF8.self) != nil else {
            throw DefinitionProblem("a quoted string is not UTF-8", at: start)
        }
        index += 1
    }

    private mutating func oids() throws(DefinitionProblem) {
        guard take("(") else { return try oid() }
        skipSpaces()
        try oid()
        while true {
            skipSpaces()
            if take(")") { return }
            try expect("$", "a dollar sign stands between two of a list")
            skipSpaces()
            try oid()
        }
    }

    private mutating func oid() throws(DefinitionProblem) {
        if index < bytes.count, ASCII.isLetter(bytes[index]) { try descriptor() } else { try numericOID() }
    }

    private mutating func descriptor() throws(DefinitionProblem) {
        guard index < bytes.count, ASCII.isLetter(bytes[index]) else { throw problem("a name begins with a letter") }
        while index < bytes.count, ASCII.isLetter(bytes[index]) || ASCII.isDigit(bytes[index]) || bytes[index] == 0x2D {
            index += 1
        }
    }

    private mutating func numericOID() throws(DefinitionProblem) {
        try number()
        var arcs = 1
        while take(".") {
            try number()
            arcs += 1
        }
        guard arcs > 1 else { throw problem("an OID has at least two numbers") }
    }

    private mutating func ruleIdentifier() throws(DefinitionProblem) { try number() }

    private mutating func number() throws(DefinitionProblem) {
        let start = index
        while index < bytes.count, ASCII.isDigit(bytes[index]) { index += 1 }
        guard index > start else { throw problem("a number was expected") }
        guard index == start + 1 || bytes[start] != UInt8(ascii: "0") else {
            throw DefinitionProblem("a number begins with 0", at: start)
        }
    }

    private func extensionName(_ name: String, at start: Int) throws(DefinitionProblem) {
        let rest = name.utf8.dropFirst(2)
        guard !rest.isEmpty, rest.allSatisfy({ ASCII.isLetter($0) || $0 == 0x2D || $0 == 0x5F }) else {
            throw DefinitionProblem("an extension is X- with letters, hyphens and underscores", at: start)
        }
    }

    private mutating func word() -> String {
        let start = index
        while index < bytes.count, !" ()$'{}".utf8.contains(bytes[index]) { index += 1 }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func space() throws(DefinitionProblem) {
        guard index < bytes.count, bytes[index] == 0x20 else { throw problem("a space is missing") }
        skipSpaces()
    }

    private mutating func skipSpaces() { while index < bytes.count, bytes[index] == 0x20 { index += 1 } }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar, _ reason: String) throws(DefinitionProblem) {
        guard take(character) else { throw problem(reason) }
    }

    private func problem(_ reason: String) -> DefinitionProblem { DefinitionProblem(reason, at: index) }
}

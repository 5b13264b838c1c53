import Directory

/// Reads `$filter`: `eq`, `ne`, `lt`, `le`, `gt`, `ge`, `in`, `startswith`, `endswith`, `any`, `and`, `or`, `not`, `null`.
struct GraphFilterParser {
    private let resource: GraphResource
    private var tokens: ArraySlice<GraphToken>
    /// The name that stands for an element inside of `any`.
    private var variable: String?

    /// How deep conditions may lie in each other.
    private static let depth = 32
    /// The longest text that is read, in bytes.
    private static let longest = 16_384

    private init(_ tokens: [GraphToken], _ resource: GraphResource) {
        self.tokens = tokens[...]
        self.resource = resource
    }

    /// The condition that a text says.
    static func read(_ text: String, of resource: GraphResource) throws(ServiceError) -> GraphFilter {
        guard text.utf8.count <= longest else { throw .unsupported("The $filter is longer than \(longest) bytes.") }
        var parser = GraphFilterParser(try GraphToken.read(text), resource)
        let filter = try parser.alternatives(depth)
        guard parser.tokens.isEmpty else { throw parser.mistake("an 'and' or 'or' was expected") }
        return filter
    }

    private mutating func alternatives(_ depth: Int) throws(ServiceError) -> GraphFilter {
        guard depth > 0 else { throw .unsupported("The conditions of the $filter lie too deep in each other.") }
        var parts = [try conditions(depth)]
        while takeWord("or") { parts.append(try conditions(depth)) }
        return parts.count == 1 ? parts[0] : .or(parts)
    }

    private mutating func conditions(_ depth: Int) throws(ServiceError) -> GraphFilter {
        var parts = [try condition(depth)]
        while takeWord("and") { parts.append(try condition(depth)) }
        return parts.count == 1 ? parts[0] : .and(parts)
    }

    private mutating func condition(_ depth: Int) throws(ServiceError) -> GraphFilter {
        guard depth > 0 else { throw .unsupported("The conditions of the $filter lie too deep in each other.") }
        if take(.open) {
            let inner = try alternatives(depth - 1)
            try expect(.close, "a closing bracket")
            return inner
        }
        guard case .word(let word)? = tokens.popFirst() else { throw mistake("a condition was expected") }
        if ASCII.lowercased(word) == "not" { return .not(try condition(depth - 1)) }
        if let affix = GraphFilter.Affix(rawValue: ASCII.lowercased(word)), take(.open) { return try function(affix) }
        let property = try property(word)
        if take(.slash) { return try element(of: property, depth) }
        guard case .word(let name)? = tokens.popFirst() else { throw mistake("an operator was expected") }
        if ASCII.lowercased(name) == "in" { return try list(property) }
        guard let comparison = GraphFilter.Comparison(rawValue: ASCII.lowercased(name)) else {
            throw mistake("'\(name)' is no operator here")
        }
        return .compare(property, comparison, try literal(for: property))
    }

    private mutating func function(_ affix: GraphFilter.Affix) throws(ServiceError) -> GraphFilter {
        guard case .word(let name)? = tokens.popFirst() else { throw mistake("a property was expected") }
        let property = try property(name)
        try expect(.comma, "a comma")
        guard property.kind == .text, case .text(let text)? = tokens.popFirst() else {
            throw mistake("\(affix.rawValue) takes a property that is a text, and a text")
        }
        try expect(.close, "a closing bracket")
        return .affix(property, affix, text)
    }

    /// `any(x:…)`.
    private mutating func element(of property: GraphProperty, _ depth: Int) throws(ServiceError) -> GraphFilter {
        guard property.kind == .texts, variable == nil else { throw mistake("\(property.name) is no list here") }
        guard takeWord("any"), take(.open), case .word(let name)? = tokens.popFirst(), take(.colon) else {
            throw .unsupported("Of a list, only any(x:…) is supported.")
        }
        variable = name
        let inner = try alternatives(depth - 1)
        variable = nil
        try expect(.close, "a closing bracket")
        return .any(property, inner)
    }

    private mutating func list(_ property: GraphProperty) throws(ServiceError) -> GraphFilter {
        try expect(.open, "a list in brackets")
        var literals = [try literal(for: property)]
        while take(.comma) { literals.append(try literal(for: property)) }
        try expect(.close, "a closing bracket")
        return .oneOf(property, literals)
    }

    private func property(_ name: String) throws(ServiceError) -> GraphProperty {
        if let variable {
            guard name == variable else { throw mistake("'\(name)' is not \(variable), which any speaks of") }
            return GraphProperty(name, .text, .nothing)
        }
        guard let found = resource.property(name) else {
            throw .badRequest("Could not find a property named '\(name)' on type '\(resource.type)'.")
        }
        guard found.kind != .structure else { throw .unsupported("\(found.name) cannot be filtered by.") }
        return found
    }

    private mutating func literal(for property: GraphProperty) throws(ServiceError) -> GraphFilter.Literal {
        switch tokens.popFirst() {
        case .text(let text)? where property.kind == .text: return .text(text)
        case .word(let word)? where ASCII.lowercased(word) == "null" && property.kind != .texts: return .null
        case .word(let word)? where property.kind == .flag && ["true", "false"].contains(ASCII.lowercased(word)):
            return .flag(ASCII.lowercased(word) == "true")
        default: throw mistake("a value of the kind of \(property.name) was expected")
        }
    }

    private mutating func take(_ token: GraphToken) -> Bool {
        guard tokens.first == token else { return false }
        tokens.removeFirst()
        return true
    }

    private mutating func takeWord(_ word: String) -> Bool {
        guard case .word(let found)? = tokens.first, ASCII.lowercased(found) == word else { return false }
        tokens.removeFirst()
        return true
    }

    private mutating func expect(_ token: GraphToken, _ what: String) throws(ServiceError) {
        guard take(token) else { throw mistake("\(what) was expected") }
    }

    private func mistake(_ message: String) -> ServiceError { .badRequest("Invalid filter clause: \(message).") }
}

import Diagnostics

/// What values come to.
extension ScriptInterpreter {
    mutating func evaluate(_ pipeline: ScriptPipeline) throws(ScriptRefusal) -> ScriptValue {
        var value: ScriptValue?
        if let input = pipeline.input { value = try evaluate(input) }
        for command in pipeline.commands { value = try run(command, value) }
        return value ?? .nothing
    }

    mutating func evaluate(_ expression: ScriptExpression) throws(ScriptRefusal) -> ScriptValue {
        switch expression {
        case .word(let word, _): return Int(word).map { .number($0) } ?? .text(word)
        case .variable(let name, let offset): return try value(of: name, at: offset)
        case .command(let pipeline, _): return try evaluate(pipeline)
        case .cast(let type, let inner, let offset): return try convert(evaluate(inner), to: type, at: offset)
        case .access(let inner, let step, let offset): return try follow(step, in: evaluate(inner), at: offset)
        case .list(let items, _):
            var values: [ScriptValue] = []
            for item in items {
                // A list within a list is one list, as far as parameters see it.
                let value = try evaluate(item)
                if case .list(let more) = value { values += more } else { values.append(value) }
            }
            return .list(values)
        case .table(let entries, _):
            var values: [String: ScriptValue] = [:]
            for (key, entry) in entries.sorted(by: { $0.value.offset < $1.value.offset }) {
                values[key] = try evaluate(entry)
            }
            return .table(values)
        case .text(let parts, let offset):
            var text = ""
            for part in parts {
                switch part {
                case .text(let more): text += more
                case .variable(let name, let path):
                    var value = try value(of: name, at: offset)
                    for step in path { value = try follow(step, in: value, at: offset) }
                    try require(value, at: offset)
                    guard let more = value.text else {
                        throw ScriptRefusal("badValue", at: offset, "$\(name) has no text to put here")
                    }
                    text += more
                    guard text.utf8.count <= 1 << 20 else {
                        throw ScriptRefusal("badValue", at: offset, "the text grows beyond a megabyte")
                    }
                }
            }
            return .text(text)
        }
    }

    /// Refuses what is not known.
    func require(_ value: ScriptValue, at offset: Int) throws(ScriptRefusal) {
        guard let origin = value.origin else { return }
        throw ScriptRefusal("unknownValue", at: offset, "a value is not known, since \(origin.reason)", origin: origin)
    }

    private func value(of name: String, at offset: Int) throws(ScriptRefusal) -> ScriptValue {
        switch name {
        case "true": return .truth(true)
        case "false": return .truth(false)
        case "null": return .nothing
        default: break
        }
        guard let value = variables[name] ?? opaque.map({ .unknown($0) }) else {
            throw ScriptRefusal("unknownVariable", at: offset, "the script gives $\(name) no value")
        }
        return value
    }

    private func follow(
        _ step: ScriptAccess,
        in value: ScriptValue,
        at offset: Int
    ) throws(ScriptRefusal) -> ScriptValue {
        switch (step, value) {
        case (_, .unknown): return value
        case (.element(let place), .list(let items)) where items.indices.contains(place): return items[place]
        // A single object stands for a list of itself.
        case (.element(0), .rule), (.element(0), .scope), (.element(0), .join), (.element(0), .connector): return value
        case (.member("identifier"), .connector), (.member("guid"), .connector), (.member("name"), .connector):
            return value
        case (.member("guid"), .text(let text)) where ExchangeGUID.normal(text) != nil: return value
        case (.member("identifier"), .rule(let number)):
            guard let identifier = drafts[number].rule.identifier else { break }
            return .text(identifier)
        case (.member("name"), .rule(let number)): return .text(drafts[number].rule.name)
        case (.member, .list(let items)) where items.count == 1: return try follow(step, in: items[0], at: offset)
        case (.member(let key), .table(let entries)):
            guard let entry = entries[key] else { break }
            return entry
        default: break
        }
        switch step {
        case .element(let place): throw ScriptRefusal("badValue", at: offset, "there is nothing at [\(place)]")
        case .member(let name): throw ScriptRefusal("unsupportedScript", at: offset, "the member \(name)")
        }
    }

    func convert(_ value: ScriptValue, to type: String, at offset: Int) throws(ScriptRefusal) -> ScriptValue {
        switch (type, value) {
        case (_, .unknown): return value
        case ("bool", .truth), ("int", .number), ("int32", .number): return value
        case ("string", .connector), ("guid", .connector), ("system.string", .connector): return value
        default: break
        }
        guard let text = value.text, type != "bool" else {
            throw ScriptRefusal("badValue", at: offset, "a value does not become [\(type)]")
        }
        switch type {
        case "int", "int32":
            guard let number = Int(text) else {
                throw ScriptRefusal("badValue", at: offset, "\(Terminal.visible(text)) is not a whole number")
            }
            return .number(number)
        case "guid", "system.guid":
            guard let identifier = ExchangeGUID.normal(text) else {
                throw ScriptRefusal("badValue", at: offset, "\(Terminal.visible(text)) is not a GUID")
            }
            return .text(identifier)
        default: return .text(text)
        }
    }
}

/// The arguments of a command by the names of its parameters.
struct ScriptArguments: Sendable {
    private(set) var values: [String: ScriptValue] = [:]
    private(set) var positional: [ScriptValue] = []
    let offset: Int

    init(at offset: Int) { self.offset = offset }

    mutating func append(_ value: ScriptValue) { positional.append(value) }

    mutating func set(_ name: String, _ value: ScriptValue, at place: Int) throws(ScriptRefusal) {
        guard values.updateValue(value, forKey: name) == nil else {
            throw ScriptRefusal("duplicateParameter", at: place, "-\(name) stands twice")
        }
    }

    func text(_ name: String) throws(ScriptRefusal) -> String? {
        guard let value = values[name] else { return nil }
        guard let text = value.text else { throw ScriptRefusal("badValue", at: offset, "-\(name) is not a text") }
        return text
    }

    func required(_ name: String) throws(ScriptRefusal) -> String {
        guard let text = try text(name) else {
            throw ScriptRefusal("missingParameter", at: offset, "-\(name) is missing")
        }
        return text
    }

    func isOn(_ name: String) throws(ScriptRefusal) -> Bool {
        guard let value = values[name] else { return false }
        guard case .truth(let truth) = value else {
            throw ScriptRefusal("badValue", at: offset, "-\(name) is neither $true nor $false")
        }
        return truth
    }

    /// One of the words that are known, in any case.
    func word<Word: RawRepresentable & CaseIterable>(_ name: String, _ type: Word.Type) throws(ScriptRefusal) -> Word?
    where Word.RawValue == String {
        guard let text = try text(name) else { return nil }
        guard let word = type.allCases.first(where: { $0.rawValue.lowercased() == text.lowercased() }) else {
            throw ScriptRefusal("badValue", at: offset, "-\(name) cannot be \(text)")
        }
        return word
    }
}

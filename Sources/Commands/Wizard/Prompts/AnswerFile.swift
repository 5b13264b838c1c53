import ArgumentParser
import Foundation

/// Answers from a file, one a line: the question's word, a colon, the answer.
///
/// Of what can be chosen, words or numbers; of several, parted by semicolons, with `+` and `-` before what is added to
/// those that are chosen already or taken from them. `back` and `quit` are answers too; `#` begins a comment.
final class AnswerFile: Prompter {
    private struct Line {
        let number: Int
        let key: String
        let value: String
    }

    private let name: String
    private var lines: [Line]

    /// Reads a file; every line that is no answer is told.
    init(_ path: String) throws {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ValidationError("\(path) cannot be read. Is it there, may you read it, is it UTF-8 text?")
        }
        name = path
        var lines: [Line] = []
        var wrong: [String] = []
        for (place, whole) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let line = whole.trimmingCharacters(in: .whitespaces)
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            guard let colon = line.firstIndex(of: ":"), colon != line.startIndex else {
                wrong.append("\(path):\(place + 1): \"\(line)\" is no answer such as \"task: staging\"")
                continue
            }
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            lines.append(Line(number: place + 1, key: String(line[..<colon]), value: value))
        }
        guard wrong.isEmpty else { throw ValidationError(wrong.joined(separator: "\n")) }
        self.lines = lines
    }

    func ask(_ question: Question) async throws -> Answer {
        guard let line = lines.first else {
            throw ValidationError("\(name) ends before the question \(question.key) (\(question.title)).")
        }
        lines.removeFirst()
        guard line.key == question.key else {
            throw mistake(line, "the wizard asks \(question.key) here, and not \(line.key)")
        }
        switch line.value.lowercased() {
        case "back": return .back
        case "quit": return .quit
        default: break
        }
        switch question.kind {
        case .one(let choices, _):
            guard let place = choices.place(of: line.value) else { throw unknown(line, line.value, choices) }
            if let refusal = choices[place].refusal {
                throw mistake(line, "\(line.value) cannot be chosen: \(refusal)")
            }
            return .words([choices[place].word])
        case .many(let choices): return .words(try several(line, choices))
        case .text(let preset, let check):
            let text = line.value.isEmpty ? preset : line.value
            if let problem = check(text) { throw mistake(line, problem) }
            return .words([text])
        }
    }

    func tell(_ text: String) { print(text) }

    private func several(_ line: Line, _ all: [Choice]) throws -> [String] {
        var choices = all
        let words = line.value.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }.filter {
            !$0.isEmpty
        }
        let isChange = words.allSatisfy { $0.hasPrefix("+") || $0.hasPrefix("-") }
        if !isChange {
            for place in choices.indices where choices[place].refusal == nil { choices[place].isChosen = false }
        }
        for word in words where word.lowercased() != "none" {
            let name = isChange ? word.dropFirst().trimmingCharacters(in: .whitespaces) : word
            guard let place = choices.place(of: name) else { throw unknown(line, name, choices) }
            if let refusal = choices[place].refusal { throw mistake(line, "\(name) cannot be changed: \(refusal)") }
            choices.set(place, to: !word.hasPrefix("-"))
        }
        return choices.chosen
    }

    private func unknown(_ line: Line, _ text: String, _ choices: [Choice]) -> ValidationError {
        mistake(line, "there is no \"\(text)\" here; there are \(choices.map(\.word).joined(separator: ", "))")
    }

    private func mistake(_ line: Line, _ what: String) -> ValidationError {
        ValidationError("\(name):\(line.number): \(what).")
    }
}

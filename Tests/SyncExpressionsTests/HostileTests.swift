import Diagnostics
import Directory
import TestSupport
import Testing

@testable import SyncExpressions

@Suite("Expressions that nobody would write")
struct HostileTests {
    private static let attributes: [AttributeName: ExpressionValue] = [
        "text": .string("a\u{1F600}e\u{301}, b"), "empty": .string(""), "least": .number(.min), "most": .number(.max),
        "zero": .number(0),
        "bytes": .binary(Array(0..<16)), "none": .binary([]), "date": .date(FileTime(ticks: .max)),
        "early": .date(FileTime(ticks: .min)),
        "ref": .reference("CN=a,DC=b"), "flag": .boolean(true), "list": .list([.string("a"), .string("b=1,c=2")]),
        "numbers": .list([.number(.min), .number(.max)]), "long": .list((0..<40).map { .number($0) }),
        "cert": .binary(ExampleCertificate.bytes),
    ]

    @Test("every function answers, whatever it is given", arguments: FunctionLibrary.functions.map(\.name))
    func functions(_ name: String) throws {
        let function = try #require(FunctionLibrary.function(named: name))
        for seed in SeededGenerator.seeds(150) {
            var generator = SeededGenerator(seed: seed)
            let text = Self.call(function, &generator, depth: 2)
            Self.run(text)
        }
    }

    @Test("no text makes the compiler or the evaluator do anything but answer", arguments: SeededGenerator.seeds(400))
    func texts(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "(", ")", "[", "]", "\"", "\\", "%", "&", "&H", "IIF(", "Left(", ",", "1", "-", "99999999999999999999", "a",
            " ", "\u{0}", "é", "&&",
            "||", "<", ">", "=", "$", "Error(", "[text]", "not ", " and ", "\u{201C}", ";", "Select($i,", "$i",
            "Switch(", "\u{1F600}", "\r\n",
        ]
        Self.run((0..<generator.number(below: 40)).map { _ in pieces[generator.number(below: pieces.count)] }.joined())
    }

    /// Compiles and runs; that this returns is what is tested, and that a program is there exactly without an error.
    private static func run(_ text: String) {
        let compiled = TestContext.compile(text)
        #expect((compiled.program == nil) == compiled.diagnostics.contains { $0.severity == .error }, "\(text)")
        _ = DiagnosticRenderer.render(compiled.diagnostics)
        guard let program = compiled.program else { return }
        let context = TestContext(program: program, attributes: attributes)
        let outcome = program.explain(in: context, limits: EvaluationLimits(steps: 20_000, size: 100_000)).outcome
        if case .success(.value(let value)) = outcome {
            #expect(value.size <= 100_000 && !value.literal.isEmpty, "\(text)")
        }
    }

    private static func call(_ function: FunctionDefinition, _ generator: inout SeededGenerator, depth: Int) -> String {
        let (least, most) = function.arity
        let repeated = function.repeats ? 2 * (1 + generator.number(below: 3)) : least
        let count = most.map { least + generator.number(below: $0 - least + 1) } ?? repeated
        let arguments = (0..<count).map { argument(function.parameter(at: $0), &generator, depth: depth) }
        return "\(function.name)(\(arguments.joined(separator: ", ")))"
    }

    private static func argument(
        _ parameter: FunctionParameter,
        _ generator: inout SeededGenerator,
        depth: Int
    ) -> String {
        switch parameter.kind {
        case .variable: return "$item"
        case .attributeName: return "\"text\""
        case .word(let words):
            let word = words[generator.number(below: words.count)]
            return ExpressionCompiler.options.contains(word) ? word : "\"\(word)\""
        default: break
        }
        if depth > 0, generator.number(below: 3) == 0 {
            let functions = FunctionLibrary.functions.filter { $0.unsupported == nil }
            return call(functions[generator.number(below: functions.count)], &generator, depth: depth - 1)
        }
        let literals = [
            "NULL", "True", "\"\"", "\"a,b:c\"", "\"yyyy-MM-dd\"", "0", "1", "-1", "9223372036854775807",
            "-9223372036854775808", "2",
            "$item", "CRLF", "&HFF", "\"2012-01-01\"",
        ]
        let names = attributes.keys.sorted().map { "[\($0)]" }
        let all = literals + names
        return all[generator.number(below: all.count)]
    }
}

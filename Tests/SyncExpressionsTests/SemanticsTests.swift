import Diagnostics
import Directory
import SyncExpressions
import Testing

@Suite("Two readings of an expression")
struct SemanticsTests {
    /// A switch.
    enum Reading {
        case wantsAllBits, removesDuplicatesOfOtherCase, ignoresCase, comparesNumbersInScope

        func change(_ semantics: inout RuleSemantics) {
            switch self {
            case .wantsAllBits: semantics.wantsAllBits.toggle()
            case .removesDuplicatesOfOtherCase: semantics.removesDuplicatesOfOtherCase.toggle()
            case .ignoresCase: semantics.ignoresCase.toggle()
            case .comparesNumbersInScope: semantics.comparesNumbersInScope.toggle()
            }
        }
    }

    private static func result(_ expression: String, _ semantics: RuleSemantics) -> String {
        let compiled = ExpressionProgram.compile(
            SourceText(name: "test", text: expression),
            semantics: semantics
        )
        guard let program = compiled.program else { return TestContext.codes(compiled.diagnostics) }
        let mails: ExpressionValue = .list([.string("a@x"), .string("A@x")])
        let context = TestContext(program: program, attributes: ["mails": mails, "name": .string("Ada")])
        do throws(EvaluationError) { return try program.evaluate(in: context).literal } catch {
            return error.description
        }
    }

    @Test(
        "a switch chooses",
        arguments: [
            ("IsBitSet(4, 12)", Reading.wantsAllBits, "False", "True"),
            ("IsBitSet(12, 12)", .wantsAllBits, "True", "True"),
            ("IsBitSet(1, 12)", .wantsAllBits, "False", "False"),
            ("RemoveDuplicates([mails])", .removesDuplicatesOfOtherCase, "\"a@x\"", "{\"a@x\", \"A@x\"}"),
            ("[name] = \"ADA\"", .ignoresCase, "True", "False"),
            ("[name] = \"Ada\"", .ignoresCase, "True", "True"),
            ("IIF(\"b\" < \"C\", 1, 2)", .ignoresCase, "1", "2"),
        ]
    )
    func readings(
        _ expression: String,
        _ reading: Reading,
        _ standard: String,
        _ other: String
    ) {
        var semantics = RuleSemantics.standard
        #expect(Self.result(expression, semantics) == standard)
        reading.change(&semantics)
        #expect(Self.result(expression, semantics) == other)
    }
}

import ArgumentParser
import Diagnostics
import Directory
import Foundation
import SyncExpressions

/// An expression with the values that it is tried out on.
struct ExpressionOptions: ParsableArguments {
    @Argument(help: "The expression.")
    var expression: String
    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "A value of an attribute; again for several values.",
            discussion: "name=text, or name:type=value with str, num, bool, bin (Base64) or ref for type.",
            valueName: "name=value"
        )
    )
    var settings: [AttributeSetting] = []
    @Option(name: .customLong("parameter"), help: ArgumentHelp("What a parameter stands for.", valueName: "name=value"))
    var parameters: [ParameterSetting] = []

    /// The compiled expression with its values; says what is wrong with it and fails where it cannot be compiled.
    func prepared() throws -> (program: ExpressionProgram, context: SettingsContext) {
        let source = SourceText(name: "expression", text: expression)
        let compilation = ExpressionProgram.compile(source)
        if !compilation.diagnostics.isEmpty { Output.note(DiagnosticRenderer.render(compilation.diagnostics)) }
        guard let program = compilation.program else { throw OutcomeCode.failed }
        let values = AttributeSetting.values(settings)
        for name in values.keys.sorted() where !(program.attributes + program.confirmedAttributes).contains(name) {
            Output.note("note: the expression does not read \(Terminal.visible(name.spelling))")
        }
        let texts = Dictionary(parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        return (program, SettingsContext(program: program, values: values, parameters: texts))
    }
}

import Diagnostics

/// A node of a compiled expression: names are slot numbers, functions are what they do.
struct ProgramNode: Sendable {
    indirect enum Kind: Sendable {
        case value(ExpressionValue)
        case authoritativeNull
        case ignore
        case attribute(Int)
        case confirmed(Int)
        case count(Int)
        case parameter(Int)
        case variable(Int)
        case negate(ProgramNode)
        case binary(BinaryOperator, ProgramNode, ProgramNode)
        case choose(ProgramNode, ProgramNode, ProgramNode)
        case `switch`([(condition: ProgramNode, result: ProgramNode)])
        case fail(ProgramNode)
        case call(name: String, maps: Bool, FunctionBody.Pure, [ProgramNode])
        case ambient(FunctionBody.Ambient, [ProgramNode])
        case select(variable: Int, ProgramNode, ProgramNode)
        case filter(variable: Int, ProgramNode, ProgramNode)
        case with(variable: Int, ProgramNode, ProgramNode)
    }

    let kind: Kind
    let range: SourceRange

    init(_ kind: Kind, _ range: SourceRange) {
        self.kind = kind
        self.range = range
    }
}

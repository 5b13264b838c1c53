/// A part of a program with what is known of its value.
struct CheckedNode {
    let node: ProgramNode
    let type: StaticType
}

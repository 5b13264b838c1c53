/// The steps of an evaluation as they come, up to a number that a person would read.
struct EvaluationTrace {
    static let limit = 1000

    private(set) var steps: [EvaluationStep] = []
    private(set) var isComplete = true

    mutating func record(_ step: EvaluationStep) {
        guard steps.count < Self.limit else {
            isComplete = false
            return
        }
        steps.append(step)
    }
}

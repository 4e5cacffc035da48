using BenchmarkDotNet.Running;
using Cohort.Benchmarks.Benchmarks;
using Cohort.Benchmarks.Profile;
using Cohort.Benchmarks.Reduced;

if (args is ["profile", .. var rest])
{
    return ProfileCommand.Run(rest);
}

if (args is ["reduced", .. var numbers])
{
    return ReducedCommand.Run(numbers);
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, Settings.Config);
return 0;

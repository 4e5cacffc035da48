using BenchmarkDotNet.Running;
using Cohort.Benchmarks.Benchmarks;
using Cohort.Benchmarks.Profile;

if (args is ["profile", .. var rest])
{
    return ProfileCommand.Run(rest);
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, Settings.Config);
return 0;
